package io.researchloop.activities.notification;

import java.nio.file.Path;
import java.util.Optional;

/** A sprint's report as a file to send along. */
public interface ReportAttachment {
    /** A PDF in a file that stays while it is sent; empty if the sprint has none. */
    Optional<Path> pdf(String sprintId);
}
