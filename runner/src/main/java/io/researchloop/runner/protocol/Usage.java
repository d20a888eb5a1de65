package io.researchloop.runner.protocol;

/**
 * What was spent.
 *
 * @param costUsd US dollars at the agent's list price
 * @param inputTokens tokens read, cached ones included
 * @param outputTokens tokens written
 * @param turns model calls
 */
public record Usage(double costUsd, long inputTokens, long outputTokens, int turns) {
    public static final Usage NONE = new Usage(0, 0, 0, 0);

    public Usage plus(Usage other) {
        return new Usage(
                costUsd + other.costUsd,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                turns + other.turns);
    }
}
