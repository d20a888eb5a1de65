package io.researchloop.web.boot;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.TemporalConfig;
import io.researchloop.temporal.EngineMode;
import io.researchloop.temporal.EngineSettings;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** From the {@code [temporal]} section to the engine's settings. */
public final class Engines {
    private Engines() {}

    /** The engine's own files lie beside our database. */
    public static EngineSettings settings(Configuration configuration) {
        TemporalConfig temporal = configuration.temporal();
        Path database = configuration.dbPath().toAbsolutePath();
        return new EngineSettings(
                EngineMode.valueOf(temporal.mode().name()),
                temporal.target(),
                temporal.namespace(),
                temporal.binary(),
                database.resolveSibling(database.getFileName() + "-temporal"),
                cache(System.getenv()),
                temporal.profile(),
                temporal.port(),
                temporal.uiPort());
    }

    /** Where installed binaries are kept, for all of a user's projects (XDG Base Directory Specification). */
    public static Path cache(Map<String, String> environment) {
        return Optional.ofNullable(environment.get("XDG_CACHE_HOME"))
                .filter(value -> !value.isBlank())
                .map(Path::of)
                .orElseGet(() -> Path.of(System.getProperty("user.home"), ".cache"))
                .resolve("researchloop");
    }
}
