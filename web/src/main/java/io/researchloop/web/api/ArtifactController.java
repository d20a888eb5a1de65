package io.researchloop.web.api;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** A sprint's files. An agent wrote them, so a browser may save them but never run anything of them. */
@RestController
class ArtifactController {
    private final SprintStore sprints;
    private final ArtifactIndex index;
    private final ArtifactFiles files;

    ArtifactController(SprintStore sprints, ArtifactIndex index, ArtifactFiles files) {
        this.sprints = sprints;
        this.index = index;
        this.files = files;
    }

    record ArtifactJson(String name, long size, String sha256, String contentType, Instant storedAt) {
        static ArtifactJson of(ArtifactRow row) {
            return new ArtifactJson(row.name(), row.size(), row.sha256(), row.contentType(), row.storedAt());
        }
    }

    record ArtifactList(List<ArtifactJson> artifacts) {}

    @GetMapping("/api/sprints/{id}/artifacts")
    ArtifactList list(@PathVariable String id) {
        if (sprints.find(id).isEmpty()) {
            throw Rejection.unknown("Sprint not found");
        }
        return new ArtifactList(index.list(id).stream().map(ArtifactJson::of).toList());
    }

    @GetMapping("/api/sprints/{id}/artifacts/{*name}")
    ResponseEntity<Resource> download(@PathVariable String id, @PathVariable String name) {
        String plain = name.startsWith("/") ? name.substring(1) : name;
        ArtifactRow row = index.find(id, plain).orElseThrow(() -> Rejection.unknown("Artifact not found"));
        Path file = files.find(id, plain).orElseThrow(() -> Rejection.unknown("Artifact not found"));
        String fileName = plain.substring(plain.lastIndexOf('/') + 1);
        return ResponseEntity.ok()
                .contentType(MediaType.parseMediaType(row.contentType()))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(fileName, StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("Content-Security-Policy", "sandbox; default-src 'none'")
                .eTag("\"" + row.sha256() + "\"")
                .body(new FileSystemResource(file));
    }
}
