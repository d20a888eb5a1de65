package io.researchloop.activities.notification;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.artifact.pdf.ReportPdf;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The report.pdf that the sprint brought, else its report as we print it. */
@Component
final class PrintedReport implements ReportAttachment {
    /** A notice without its report is better than one that comes late. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final ArtifactFiles files;
    private final ReportPdf printer;

    PrintedReport(ArtifactFiles files, ReportPdf printer) {
        this.files = files;
        this.printer = printer;
    }

    @Override
    public Optional<Path> pdf(String sprintId) {
        return files.find(sprintId, "report.pdf").or(() -> printed(sprintId));
    }

    private Optional<Path> printed(String sprintId) {
        try {
            return printer.file(sprintId, PATIENCE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }
}
