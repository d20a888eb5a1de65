package io.researchloop.runner.protocol;

/** What a round of red-teaming wrote, {@link SprintFiles#redTeamRound(int)}. */
public final class Critique {
    /** Neither verdict nor issue is looked for further in, nor what became of one. */
    public static final int MAX_BYTES = 4 * 1024 * 1024;

    private static final String VERDICT = "NO CRITICAL ISSUES";

    private Critique() {}

    /** The verdict that ends the rounds: the critique holds the agreed words. */
    public static boolean findsNothingCritical(String text) {
        return text.contains(VERDICT);
    }
}
