package io.researchloop.runner.protocol;

/**
 * The first thing to do where a sprint has no idea yet: have the agent write one into {@link SprintFiles#IDEA}.
 *
 * @param mark stands for the idea in the prompts that were written before there was one, and in
 *     {@link SprintFiles#CONTEXT}
 * @param only true if the runner has nothing to do but this
 * @param tries how often the agent is asked at most, 1 to 10
 * @param seconds how long all tries together may take, at least 1
 */
public record IdeaTask(String mark, boolean only, int tries, long seconds) {}
