package io.researchloop.activities.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Turns what is written into absolute paths: {@code ~} is the user's home, and anything relative is relative to the
 * configuration file, so that it means the same wherever the server is started.
 *
 * @param directory the configuration file's
 */
record Locations(Path directory, Path home) {
    /** Empty when the file system cannot have such a path. */
    Optional<Path> resolve(String written) {
        try {
            if (written.equals("~")) {
                return Optional.of(home);
            }
            Path path = written.startsWith("~/") ? home.resolve(written.substring(2)) : directory.resolve(written);
            return Optional.of(path.normalize());
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }
}
