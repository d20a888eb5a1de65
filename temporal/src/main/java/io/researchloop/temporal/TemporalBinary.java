package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * A {@code temporal} command-line binary that has been run and answered.
 *
 * @param version as it tells it, for example {@code 1.5.1 (Server 1.29.1, UI 2.42.1)}
 */
public record TemporalBinary(Path path, Source source, String version) {

    /** Where the binary was found. */
    public enum Source {
        CONFIGURED("of the configuration"),
        PATH("on PATH"),
        CACHE("in the cache");

        private final String words;

        Source(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** Looks in the configuration, then on PATH, then in the cache, and takes the first that answers. */
    public static BinarySearch find(EngineSettings settings) {
        return new BinaryFinder(System.getenv()).find(settings);
    }

    /**
     * Puts the binary into the cache: downloaded, else built by {@code go install} where Go is. One that is already
     * there is kept. An attempt to download gives up when nothing has come for 20 s.
     *
     * @param progress told what is being done, a line at a time
     * @param limit for all of it; a build takes minutes
     * @throws IOException if neither way works; the message says what was tried and what to do
     */
    public static TemporalBinary install(Path cacheDirectory, Consumer<String> progress, Duration limit)
            throws IOException {
        return new BinaryInstaller(System.getenv(), cacheDirectory, progress).install(limit);
    }

    /** Where {@link #install} puts it. */
    public static Path cached(Path cacheDirectory) {
        return cacheFolder(cacheDirectory).resolve("temporal");
    }

    static Path cacheFolder(Path cacheDirectory) {
        return cacheDirectory.resolve("temporal").resolve(BinaryInstaller.VERSION);
    }
}
