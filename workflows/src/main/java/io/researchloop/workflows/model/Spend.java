package io.researchloop.workflows.model;

/**
 * What was spent.
 *
 * @param costUsd on the agent, in US dollars
 * @param gpuSeconds GPUs times the time that the jobs ran with them
 */
public record Spend(double costUsd, long gpuSeconds) {
    public static final Spend NOTHING = new Spend(0, 0);

    public double gpuHours() {
        return gpuSeconds / 3600.0;
    }

    public Spend plus(Spend other) {
        return new Spend(costUsd + other.costUsd, gpuSeconds + other.gpuSeconds);
    }
}
