package io.researchloop.workflows.loop;

/**
 * The workflow's input.
 *
 * @param seen the number of the last news that was acted upon
 */
public record LoopRun(String loopId, String study, long seen) {}
