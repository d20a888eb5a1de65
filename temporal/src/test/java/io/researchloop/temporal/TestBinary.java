package io.researchloop.temporal;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The {@code temporal} binary that tests run: of RESEARCHLOOP_TEST_TEMPORAL, on PATH, or in the user's cache. */
final class TestBinary {
    private static final BinarySearch SEARCH = search();

    private TestBinary() {}

    /** Skips the test, with the reason, where there is none. */
    static TemporalBinary required() {
        TemporalBinary found = SEARCH.found();
        assumeTrue(
                found != null,
                () -> "no temporal binary in RESEARCHLOOP_TEST_TEMPORAL, on PATH or in the cache " + SEARCH);
        return Optional.ofNullable(found).orElseThrow();
    }

    private static BinarySearch search() {
        @Nullable String named = System.getenv("RESEARCHLOOP_TEST_TEMPORAL");
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "researchloop");
        EngineSettings settings = EngineSettings.auto(Path.of("target"), cache);
        return TemporalBinary.find(named == null ? settings : settings.withBinary(Path.of(named)));
    }
}
