package io.researchloop.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import org.junit.jupiter.api.Test;

class DiskFullTest {
    @Test
    void aFullDiskIsFoundWhereverItHides() {
        IOException full = new IOException("No space left on device");

        assertThat(statusOf(full)).isEqualTo(507);
        assertThat(statusOf(new ServletException("Failed to parse multipart servlet request", full)))
                .isEqualTo(507);
        assertThat(statusOf(new IOException("cannot store", new FileSystemException("a", null, "Disk quota exceeded"))))
                .isEqualTo(507);
    }

    @Test
    void aNameThatSaysSoIsNone() {
        assertThat(Problems.of(new AccessDeniedException("no space left on device"), "POST", "/api"))
                .isEmpty();
        assertThat(Problems.of(new IllegalStateException("No space left on device"), "POST", "/api"))
                .isEmpty();
    }

    private static int statusOf(Throwable error) {
        return Problems.of(error, "POST", "/api/artifacts/sp-1").orElseThrow().status();
    }
}
