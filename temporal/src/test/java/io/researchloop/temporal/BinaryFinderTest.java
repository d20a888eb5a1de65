package io.researchloop.temporal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BinaryFinderTest {
    private final Path folder;
    private final EngineSettings settings;

    BinaryFinderTest(@TempDir Path folder) {
        this.folder = folder;
        this.settings = EngineSettings.auto(folder, folder.resolve("cache"));
    }

    @Test
    void prefersTheConfiguredToPathToTheCache() throws Exception {
        Path configured = binary(folder.resolve("mine"), "1");
        Path onPath = binary(folder.resolve("bin/temporal"), "2");
        Path cached = binary(TemporalBinary.cached(folder.resolve("cache")), "3");
        BinaryFinder finder = new BinaryFinder(Map.of("PATH", "/nowhere:" + folder.resolve("bin")));

        assertThat(finder.find(settings.withBinary(configured)).found())
                .isEqualTo(new TemporalBinary(configured, TemporalBinary.Source.CONFIGURED, "1"));
        assertThat(finder.find(settings).found())
                .isEqualTo(new TemporalBinary(onPath, TemporalBinary.Source.PATH, "2"));
        assertThat(new BinaryFinder(Map.of()).find(settings).found())
                .isEqualTo(new TemporalBinary(cached, TemporalBinary.Source.CACHE, "3"));
    }

    @Test
    void passesOverWhatDoesNotAnswerLikeTemporalAndSaysWhy() throws Exception {
        Path strange = script(folder.resolve("bin/temporal"), "echo hello; exit 4");
        Path missing = folder.resolve("missing");

        BinarySearch search =
                new BinaryFinder(Map.of("PATH", folder.resolve("bin").toString())).find(settings.withBinary(missing));

        assertThat(search.found()).isNull();
        assertThat(search.passedOver())
                .containsExactly(
                        missing + " is not a file", strange + " does not answer like a temporal binary: exit 4, hello");
    }

    private static Path binary(Path file, String version) throws IOException {
        return script(file, "echo 'temporal version " + version + "'");
    }

    private static Path script(Path file, String body) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
        return file;
    }
}
