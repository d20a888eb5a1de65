package io.researchloop.activities.sprint;

/** The secret by which a sprint's runner proves itself to the web layer. */
public interface RunnerToken {
    String tokenFor(String sprintId);
}
