package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Makes the agent that a plan names. */
public final class Agents {
    private Agents() {}

    /**
     * Claude Code that answers questions: it reads the files of its directory, searches them and the web, and can
     * neither write nor run anything, nor read elsewhere. The user's own settings, plugins and servers do not count.
     *
     * @param commandLine shell text; a word in it that lets the agent do everything is taken out
     * @param instructions what it is told of its task, in every turn
     * @param environment the whole environment that its process shall have
     */
    public static Agent reader(
            String commandLine, @Nullable String model, String instructions, Map<String, String> environment) {
        List<String> options = List.of(
                "--restricted",
                "--strict-mcp-config",
                "--tools",
                "Read,Glob,Grep,WebSearch",
                "--allowedTools",
                "WebSearch",
                "--append-system-prompt",
                instructions);
        return new ClaudeAgent(ClaudeCommand.careful(commandLine), model, environment, options);
    }

    /**
     * @param environment the whole environment that the agent's process shall have, usually the runner's own; the
     *     runner's token is taken out of it, because what an agent can read it can also print
     * @throws IllegalArgumentException if this runner does not know the plan's agent; the message is for the user
     */
    public static Agent forPlan(RunnerPlan plan, Map<String, String> environment) {
        Map<String, String> forAgent = new TreeMap<>(environment);
        forAgent.remove(SprintFiles.TOKEN_VARIABLE);
        return switch (plan.agent()) {
            case ClaudeAgent.NAME -> new ClaudeAgent(plan.agentCommand(), plan.model(), forAgent);
            case ScriptedAgent.NAME -> new ScriptedAgent(plan.agentScript(), plan.attempt(), forAgent);
            default ->
                throw new IllegalArgumentException("agent \"" + plan.agent() + "\" is not known to this runner: use \""
                        + ClaudeAgent.NAME + "\" or \"" + ScriptedAgent.NAME + "\"");
        };
    }
}
