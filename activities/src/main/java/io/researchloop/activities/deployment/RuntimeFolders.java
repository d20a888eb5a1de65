package io.researchloop.activities.deployment;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where runtimes lie on this machine. */
final class RuntimeFolders {
    /** Names a folder with archives that lie ready, as in the container image. */
    private static final String READY = "researchloop.runtimes";

    private RuntimeFolders() {}

    static Runtimes runtimes(Map<String, String> environment) {
        Path home = Path.of(System.getProperty("user.home"));
        // XDG Base Directory Specification.
        Path cache = folder(environment.get("XDG_CACHE_HOME")).orElse(home.resolve(".cache"));
        return new Runtimes(
                folder(System.getProperty(READY)).map(List::of).orElse(List.of()),
                cache.resolve("researchloop/runtimes"),
                () -> Jdk.all(environment, home));
    }

    private static Optional<Path> folder(@Nullable String path) {
        return Optional.ofNullable(path).filter(value -> !value.isBlank()).map(Path::of);
    }
}
