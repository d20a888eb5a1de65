package io.researchloop.runner.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NodeNameTest {
    @Test
    void isTheKernelsWord(@TempDir Path folder) throws IOException {
        assertThat(NodeName.read(Files.writeString(folder.resolve("hostname"), "gpu-a12\n")))
                .contains("gpu-a12");
        assertThat(NodeName.read(Files.writeString(folder.resolve("empty"), "\n")))
                .isEmpty();
        assertThat(NodeName.read(folder.resolve("none"))).isEmpty();
    }
}
