package io.researchloop.activities.config;

/** Reads the agent's options, which the top, a cluster and a study may all have. */
final class AgentOptionsReader {
    static final double DEAREST_USD = 1_000_000;
    static final double MOST_GPU_HOURS = 10_000_000;
    private static final int MOST_ATTEMPTS = 1000;
    private static final int MINUTES_OF_A_WEEK = 7 * 24 * 60;

    private AgentOptionsReader() {}

    static AgentOptions read(Values values) {
        return new AgentOptions(
                values.word("agent", AgentType.class),
                values.file("agent_script"),
                values.line("model"),
                values.positive("max_cost_usd", DEAREST_USD),
                values.positive("max_gpu_hours", MOST_GPU_HOURS),
                values.integer("max_attempts", 1, MOST_ATTEMPTS),
                values.integer("stuck_minutes", 0, MINUTES_OF_A_WEEK),
                values.positive("idea_minutes", MINUTES_OF_A_WEEK));
    }
}
