package io.researchloop.testing.mockapi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Where the real {@code claude} program is, and how a test runs it on the mock. */
public final class RealClaude {
    /** A system property or an environment variable with the program's path. */
    public static final String VARIABLE = "RESEARCHLOOP_TEST_CLAUDE";

    public static final String MISSING =
            "no claude program: set " + VARIABLE + " to its path, or put one under ~/.cache/researchloop/claude/";

    private RealClaude() {}

    /** Named by {@link #VARIABLE}, else in our cache folder, the newest version first. */
    public static Optional<Path> find() throws IOException {
        String named = System.getProperty(VARIABLE, System.getenv(VARIABLE));
        if (named != null && !named.isBlank()) {
            return Optional.of(Path.of(named));
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = (cache == null || cache.isBlank()
                        ? Path.of(System.getProperty("user.home"), ".cache")
                        : Path.of(cache))
                .resolve("researchloop/claude");
        if (!Files.isDirectory(folder)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.walk(folder, 8)) {
            return files.filter(file -> file.getFileName().toString().equals("claude"))
                    .filter(Files::isRegularFile)
                    .filter(Files::isExecutable)
                    .max(Comparator.comparing(Path::toString));
        }
    }

    /** An environment in which claude knows only the mock, and keeps its files under the given home. */
    public static Map<String, String> environment(MockAnthropic api, Path home) {
        Map<String, String> environment = new TreeMap<>(System.getenv());
        environment.keySet().removeIf(name -> name.startsWith("CLAUDE") || name.startsWith("ANTHROPIC"));
        environment.remove("IS_SANDBOX");
        environment.put("ANTHROPIC_BASE_URL", api.url());
        environment.put("ANTHROPIC_API_KEY", "test-key");
        environment.put("CLAUDE_CONFIG_DIR", home.resolve("claude-config").toString());
        environment.put("CLAUDE_CODE_MAX_RETRIES", "1");
        environment.put("CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
        return environment;
    }
}
