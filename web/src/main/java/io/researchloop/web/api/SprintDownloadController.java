package io.researchloop.web.api;

import io.researchloop.web.download.SprintDownloads;
import io.swagger.v3.oas.annotations.Parameter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/** A sprint's report for paper, and all of its files at once. */
@RestController
class SprintDownloadController {
    private final SprintDownloads downloads;

    SprintDownloadController(SprintDownloads downloads) {
        this.downloads = downloads;
    }

    @GetMapping("/api/sprints/{id}/report.pdf")
    DeferredResult<ResponseEntity<Resource>> report(@PathVariable String id) {
        return downloads.report(id);
    }

    @GetMapping("/api/sprints/{id}/artifacts.zip")
    void archive(@PathVariable String id, @Parameter(hidden = true) HttpServletResponse response) throws IOException {
        downloads.archive(id, response);
    }
}
