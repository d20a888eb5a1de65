package io.researchloop.web.download;

import io.researchloop.activities.artifact.ArtifactZip;
import io.researchloop.activities.artifact.pdf.ReportPdf;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.problem.Problem;
import io.researchloop.web.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/** Hands out a sprint's report as PDF and its files as an archive. */
@Component
public class SprintDownloads {
    private static final Duration LONGEST = Duration.ofMinutes(2);
    /** Each holds a thread for as long as its reader takes. */
    private static final int ARCHIVES_AT_ONCE = 4;

    private final SprintStore sprints;
    private final ArtifactIndex index;
    private final ArtifactZip zip;
    private final ReportPdf pdf;
    private final Semaphore archives = new Semaphore(ARCHIVES_AT_ONCE);

    SprintDownloads(SprintStore sprints, ArtifactIndex index, ArtifactZip zip, ReportPdf pdf) {
        this.sprints = sprints;
        this.index = index;
        this.zip = zip;
        this.pdf = pdf;
    }

    /** At once where the file is there; else when it is printed, without a thread that waits for it. */
    public DeferredResult<ResponseEntity<Resource>> report(String sprintId) {
        known(sprintId);
        DeferredResult<ResponseEntity<Resource>> answer = new DeferredResult<>(LONGEST.toMillis());
        Optional<Path> ready = pdf.ready(sprintId);
        if (ready.isPresent()) {
            answer.setResult(file(sprintId, ready.get()));
            return answer;
        }
        if (!pdf.printable(sprintId)) {
            throw Rejection.unknown("Sprint " + sprintId + " has no report");
        }
        answer.onTimeout(() -> answer.setErrorResult(
                busy("The report is still being printed; ask for it again in a minute", Duration.ofMinutes(1))));
        CompletableFuture<?> unused = pdf.start(sprintId).whenComplete((file, error) -> {
            if (error != null) {
                Throwable cause = error.getCause() == null ? error : error.getCause();
                answer.setErrorResult(
                        cause instanceof RejectedExecutionException
                                ? busy("Many reports are being printed; try again soon", Duration.ofSeconds(20))
                                : cause);
            } else {
                answer.setResult(file(sprintId, file.orElseThrow()));
            }
        });
        return answer;
    }

    /** Every file of the sprint, packed while it is read; nothing is kept of it, in memory or on the disk. */
    public void archive(String sprintId, HttpServletResponse response) throws IOException {
        known(sprintId);
        List<ArtifactRow> artifacts = index.list(sprintId);
        if (artifacts.isEmpty()) {
            throw Rejection.unknown("Sprint " + sprintId + " has no artifacts");
        }
        if (!archives.tryAcquire()) {
            throw busy("Several archives are being read already; try again soon", Duration.ofSeconds(20));
        }
        try {
            response.setContentType("application/zip");
            response.setHeader(HttpHeaders.CONTENT_DISPOSITION, attachment(sprintId + ".zip"));
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            response.setHeader("X-Content-Type-Options", "nosniff");
            zip.write(artifacts, response.getOutputStream());
        } finally {
            archives.release();
        }
    }

    private void known(String sprintId) {
        if (sprints.find(sprintId).isEmpty()) {
            throw Rejection.unknown("Sprint not found");
        }
    }

    private static ResponseEntity<Resource> file(String sprintId, Path file) {
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment("report-" + sprintId + ".pdf"))
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag("\"" + file.getFileName() + "\"")
                .body(new FileSystemResource(file));
    }

    private static String attachment(String name) {
        return ContentDisposition.attachment().filename(name).build().toString();
    }

    private static ProblemException busy(String detail, Duration retry) {
        return new ProblemException(Problem.retryAfter(HttpStatus.SERVICE_UNAVAILABLE, retry, detail));
    }
}
