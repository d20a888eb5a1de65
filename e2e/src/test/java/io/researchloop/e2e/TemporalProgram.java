package io.researchloop.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** The {@code temporal} binary of the dev server: named by a variable, on PATH, or in the user's cache. */
final class TemporalProgram {
    private static final String VARIABLE = "RESEARCHLOOP_TEST_TEMPORAL";

    private TemporalProgram() {}

    static void assumePresent() {
        assumeTrue(find().isPresent(), "no temporal binary in " + VARIABLE + ", on PATH or in the cache");
    }

    /** The line of {@code [temporal]} that names the binary, where the server would not find it by itself. */
    static String setting() {
        String named = System.getenv(VARIABLE);
        return named == null || named.isBlank() ? "" : "binary = \"" + named + "\"\n";
    }

    private static Optional<Path> find() {
        String named = System.getenv(VARIABLE);
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        Optional<Path> onPath = Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .map(folder -> Path.of(folder, "temporal"))
                .filter(Files::isExecutable)
                .findFirst();
        return onPath.isPresent() ? onPath : cached();
    }

    private static Optional<Path> cached() {
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = (cache == null || cache.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache))
                .resolve("researchloop/temporal");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 3)) {
            return files.filter(file -> file.endsWith("temporal") && Files.isRegularFile(file))
                    .findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
