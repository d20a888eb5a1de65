package io.researchloop.web.webhook;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.problem.BodyTooLarge;
import io.researchloop.web.problem.Problem;
import io.researchloop.web.problem.ProblemException;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Takes a sprint's files. The container streams them to the disk beside their last place; memory stays flat. */
@RestController
class ArtifactUploadController {
    private final RunnerGate gate;
    private final SprintStore sprints;
    private final ArtifactFiles files;
    private final UploadLimit limit;

    ArtifactUploadController(RunnerGate gate, SprintStore sprints, ArtifactFiles files, UploadLimit limit) {
        this.gate = gate;
        this.sprints = sprints;
        this.files = files;
        this.limit = limit;
    }

    record Stored(boolean ok, String filename, long size) {}

    @PostMapping("/api/artifacts/{sprintId}")
    ResponseEntity<Stored> upload(
            @PathVariable String sprintId,
            @RequestHeader(name = "X-Content-SHA256", required = false) @Nullable String sha256,
            HttpServletRequest request)
            throws IOException, ServletException {
        gate.check(request, sprintId);
        if (sprints.find(sprintId).isEmpty()) {
            throw Rejection.unknown("Sprint not found");
        }
        String type = request.getContentType();
        if (type == null || !type.startsWith("multipart/form-data")) {
            throw new ProblemException(Problem.of(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Expected multipart/form-data with the field \"file\""));
        }
        Part part = part(request);
        String name = part.getSubmittedFileName();
        if (name == null) {
            throw Rejection.invalid("The field \"file\" has no filename");
        }
        ArtifactRow stored = keep(sprintId, name, part, sha256);
        return ResponseEntity.status(HttpStatus.CREATED).body(new Stored(true, stored.name(), stored.size()));
    }

    private ArtifactRow keep(String sprintId, String name, Part part, @Nullable String sha256) throws IOException {
        Path temporary = files.newTemporary();
        try {
            part.write(temporary.toString());
            return files.keep(sprintId, name, temporary, sha256);
        } finally {
            Files.deleteIfExists(temporary);
            part.delete();
        }
    }

    private Part part(HttpServletRequest request) throws IOException, ServletException {
        Part part;
        try {
            part = request.getPart("file");
        } catch (IllegalStateException e) {
            // Tomcat says so when a size is over its limit.
            throw new BodyTooLarge(limit.maxFileBytes());
        }
        if (part == null) {
            throw Rejection.invalid("The field \"file\" is missing");
        }
        return part;
    }
}
