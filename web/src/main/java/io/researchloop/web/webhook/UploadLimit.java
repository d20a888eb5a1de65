package io.researchloop.web.webhook;

import io.researchloop.activities.config.Configuration;
import jakarta.servlet.MultipartConfigElement;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.context.annotation.Bean;
import org.springframework.stereotype.Component;

/** How large a file may be, and where the container puts it while it comes in: on the disk, none of it in memory. */
@Component
class UploadLimit {
    /** For the other parts of a multipart body and its seams. */
    private static final long REST = 1024 * 1024;

    private final long maxFileBytes;
    private final Path incoming;

    UploadLimit(Configuration configuration) {
        this.maxFileBytes = configuration.maxArtifactBytes();
        this.incoming = configuration.artifactDir().resolve(".incoming");
    }

    long maxFileBytes() {
        return maxFileBytes;
    }

    @Bean
    MultipartConfigElement multipart() {
        try {
            Files.createDirectories(incoming);
        } catch (IOException e) {
            throw new UncheckedIOException("The artifact folder cannot be made: " + incoming, e);
        }
        return new MultipartConfigElement(incoming.toString(), maxFileBytes, maxFileBytes + REST, 0);
    }
}
