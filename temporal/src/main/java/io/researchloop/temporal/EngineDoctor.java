package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Says which engine would run, why, and whether it can; starts nothing and ends nothing. */
public final class EngineDoctor {
    private final EngineSettings settings;
    private final Map<String, String> environment;
    private final List<String> lines = new ArrayList<>();

    private EngineDoctor(EngineSettings settings, Map<String, String> environment) {
        this.settings = settings;
        this.environment = environment;
    }

    public static EngineReport report(EngineSettings settings) {
        return report(settings, System.getenv());
    }

    static EngineReport report(EngineSettings settings, Map<String, String> environment) {
        return new EngineDoctor(settings, environment).examine();
    }

    private EngineReport examine() {
        EngineChoice choice = EngineSelection.choose(settings, new BinaryFinder(environment).find(settings));
        lines.add("engine: " + choice.kind().words());
        lines.add("why: " + choice.reason());
        boolean usable =
                switch (choice.kind()) {
                    case EXTERNAL -> external();
                    case DEV_SERVER -> devServer(choice);
                    case IN_MEMORY -> inMemory();
                };
        return new EngineReport(choice, usable, lines);
    }

    private boolean external() {
        try (ExternalEngine engine = new ExternalEngine(settings, environment)) {
            EngineEndpoint endpoint = engine.start();
            try (EngineSession session = EngineSession.open(endpoint, factory -> {})) {
                lines.add("server: " + endpoint + " answers, version " + session.serverVersion());
                return true;
            }
        } catch (EngineUnavailable e) {
            lines.add("problem: " + e.getMessage());
            return false;
        }
    }

    private boolean devServer(EngineChoice choice) {
        TemporalBinary binary = choice.binary();
        if (binary == null) {
            lines.add("problem: a dev server needs the temporal binary; " + EngineSelection.INSTALL_ADVICE + ".");
            return false;
        }
        lines.add("binary: " + binary.path() + ", " + binary.version());
        lines.add("database: " + database(DevServerEngine.databaseFile(settings)));
        lines.add("server: " + server());
        return true;
    }

    private String server() {
        Optional<DevServerSearch.Running> found =
                DevServerSearch.find(DevServerEngine.recordFile(settings), DevServerEngine.databaseFile(settings));
        if (found.isEmpty()) {
            return "not running; it is started with the orchestrator";
        }
        DevServerSearch.Running running = found.get();
        String where = "pid " + running.process().pid() + " on 127.0.0.1:" + running.port() + ", UI at "
                + DevServerEngine.uiUrl(running.uiPort());
        try (EngineProbe probe = new EngineProbe(running.port(), settings.namespace())) {
            return where
                    + (probe.serves()
                            ? ", answers"
                            : ", does not answer; the orchestrator ends it and starts another at its next start");
        }
    }

    private static String database(Path file) {
        try {
            return Files.exists(file)
                    ? file + ", " + Files.size(file) / 1024 + " KiB"
                    : file + ", made at the first start";
        } catch (IOException e) {
            return file + ", cannot be read: " + e;
        }
    }

    private boolean inMemory() {
        lines.add("note: " + InMemoryEngine.WARNING);
        return true;
    }
}
