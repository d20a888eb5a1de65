package io.researchloop.web.dashboard;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.web.command.Rejection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.CacheControl;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * A sprint's files for the browser. An agent wrote them: images are shown in a sandbox where nothing runs, everything
 * else can only be saved.
 */
@Controller
class ArtifactDownloadController {
    private static final String SANDBOX =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:";

    private final ArtifactIndex index;
    private final ArtifactFiles files;

    ArtifactDownloadController(ArtifactIndex index, ArtifactFiles files) {
        this.index = index;
        this.files = files;
    }

    @GetMapping("/dashboard/sprints/{id}/artifacts/{*name}")
    ResponseEntity<Resource> download(
            @PathVariable String id, @PathVariable String name, @RequestParam @Nullable String download) {
        String plain = name.startsWith("/") ? name.substring(1) : name;
        ArtifactRow row = index.find(id, plain).orElseThrow(() -> unknown(id, plain));
        Path file = files.find(id, plain).orElseThrow(() -> unknown(id, plain));
        boolean inline = download == null && ArtifactLink.isImage(row.contentType());
        ContentDisposition disposition = (inline ? ContentDisposition.inline() : ContentDisposition.attachment())
                .filename(plain.substring(plain.lastIndexOf('/') + 1), StandardCharsets.UTF_8)
                .build();
        return ResponseEntity.ok()
                .contentType(inline ? MediaType.parseMediaType(row.contentType()) : MediaType.APPLICATION_OCTET_STREAM)
                .header(HttpHeaders.CONTENT_DISPOSITION, disposition.toString())
                .header("Content-Security-Policy", SANDBOX)
                .header("X-Content-Type-Options", "nosniff")
                .cacheControl(CacheControl.noCache().cachePrivate())
                .eTag("\"" + row.sha256() + "\"")
                .body(new FileSystemResource(file));
    }

    private static Rejection unknown(String id, String name) {
        return Rejection.unknown("Sprint " + id + " has no artifact " + name);
    }
}
