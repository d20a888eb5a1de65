package io.researchloop.web.dashboard;

import io.researchloop.web.download.SprintDownloads;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.context.request.async.DeferredResult;

/** The same files as the API's, for a browser that is signed in, with errors as pages. */
@Controller
class SprintDownloadPages {
    private final SprintDownloads downloads;

    SprintDownloadPages(SprintDownloads downloads) {
        this.downloads = downloads;
    }

    @GetMapping("/dashboard/sprints/{id}/report.pdf")
    DeferredResult<ResponseEntity<Resource>> report(@PathVariable String id) {
        return downloads.report(id);
    }

    @GetMapping("/dashboard/sprints/{id}/artifacts.zip")
    void archive(@PathVariable String id, HttpServletResponse response) throws IOException {
        downloads.archive(id, response);
    }
}
