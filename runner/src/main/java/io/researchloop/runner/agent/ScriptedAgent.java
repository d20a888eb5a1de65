package io.researchloop.runner.agent;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Plays a plain file of steps in place of an AI: for the demo and for tests. It says what it is in every line it logs,
 * so that nobody takes its words for research.
 */
final class ScriptedAgent implements Agent {
    static final String NAME = "scripted";
    /** What people are told wherever this agent speaks. */
    static final String LABEL = "scripted agent, not an AI";

    static final String DEMO_SCRIPT = "demo.steps";
    private static final Duration GRACE = Duration.ofSeconds(10);

    private final @Nullable String scriptFile;
    private final ScriptedSetting setting;
    private @Nullable Script script;

    /** @param scriptFile absolute or relative to the sprint's directory; null or blank: the demo that comes with us */
    ScriptedAgent(@Nullable String scriptFile, int attempt, Map<String, String> environment) {
        this(scriptFile, new ScriptedSetting(attempt, environment, GRACE, Clock.systemUTC()));
    }

    ScriptedAgent(@Nullable String scriptFile, ScriptedSetting setting) {
        this.scriptFile = scriptFile == null || scriptFile.isBlank() ? null : scriptFile;
        this.setting = setting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AgentRun start(StepRequest request, AgentListener listener) {
        ScriptedRun run = new ScriptedRun(setting, request, listener);
        run.begin(() -> lines(request));
        return run;
    }

    private List<ScriptLine> lines(StepRequest request) throws ScriptFault {
        String name = scriptFile == null ? DEMO_SCRIPT : scriptFile;
        if (script == null) {
            script = ScriptParser.parse(name, text(request.directory()));
        }
        return script.step(request.step())
                .orElseThrow(() -> new ScriptFault(
                        name, List.of("expected a section [" + request.step() + "] or [default], found neither")));
    }

    private String text(Path directory) throws ScriptFault {
        if (scriptFile == null) {
            return demo();
        }
        Path path = directory.resolve(scriptFile);
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw new ScriptFault(path.toString(), List.of("expected a file of steps here, found none"));
        } catch (IOException e) {
            throw new ScriptFault(path.toString(), List.of("could not be read as UTF-8 text: " + e.getMessage()));
        }
    }

    /** The script of the demo, which is part of this jar. */
    static String demo() {
        try (InputStream in = ScriptedAgent.class.getResourceAsStream(DEMO_SCRIPT)) {
            if (in == null) {
                throw new IllegalStateException(DEMO_SCRIPT + " is missing in this jar: build it anew");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(DEMO_SCRIPT + " in this jar cannot be read", e);
        }
    }
}
