package io.researchloop.runner.agent;

/**
 * A directive and when it counts.
 *
 * @param number the line in the file, from 1
 */
record ScriptLine(int number, Condition condition, Directive directive) {
    /** When a line counts. */
    sealed interface Condition {
        record Always() implements Condition {}

        record InAttempt(int attempt) implements Condition {}

        /** Only the first so many times that the line is reached, over all attempts of the sprint. */
        record FirstTimes(int times) implements Condition {}
    }
}
