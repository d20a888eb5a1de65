package io.researchloop.activities.notification;

import io.researchloop.activities.artifact.ArtifactFiles;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The report.pdf that the sprint brought. */
@Component
final class UploadedReport implements ReportAttachment {
    private final ArtifactFiles files;

    UploadedReport(ArtifactFiles files) {
        this.files = files;
    }

    @Override
    public Optional<Path> pdf(String sprintId) {
        return files.find(sprintId, "report.pdf");
    }
}
