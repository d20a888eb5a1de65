package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.util.Map;
import java.util.TreeMap;

/** Makes the agent that a plan names. */
public final class Agents {
    private Agents() {}

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
