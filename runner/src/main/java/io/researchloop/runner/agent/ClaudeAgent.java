package io.researchloop.runner.agent;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Claude Code, the command-line program, one process a step, all steps of a sprint in one session. */
final class ClaudeAgent implements Agent {
    static final String NAME = "claude";

    private final ClaudeSetting setting;

    ClaudeAgent(String commandLine, @Nullable String model, Map<String, String> environment) {
        this(commandLine, model, environment, List.of());
    }

    ClaudeAgent(String commandLine, @Nullable String model, Map<String, String> environment, List<String> options) {
        this(new ClaudeSetting(commandLine, model, environment, options, isRoot(), ClaudeSetting.Patience.USUAL));
    }

    ClaudeAgent(ClaudeSetting setting) {
        this.setting = setting;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public AgentRun start(StepRequest request, AgentListener listener) {
        ClaudeRun run = new ClaudeRun(setting, request, listener);
        run.begin();
        return run;
    }

    private static boolean isRoot() {
        try {
            return Integer.valueOf(0).equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid"));
        } catch (IOException | UnsupportedOperationException e) {
            return "root".equals(System.getProperty("user.name"));
        }
    }
}
