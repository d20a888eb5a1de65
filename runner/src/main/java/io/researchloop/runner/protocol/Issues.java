package io.researchloop.runner.protocol;

import java.util.Optional;

/**
 * What a step of the review came to, as far as its file has the form that its prompt asks for: of a round of
 * red-teaming the issues it found, of a fix those it took up and what became of them.
 *
 * @param nothingCritical true if a round of red-teaming ended with the verdict that ends the rounds
 */
public record Issues(
        int critical, int major, int minor, int fixed, int limitations, int refuted, boolean nothingCritical) {

    /** Empty if the critique has neither an issue in the agreed form nor the verdict. */
    public static Optional<Issues> found(String critique) {
        IssueTally tally = IssueTally.of(critique);
        boolean nothingCritical = Critique.findsNothingCritical(critique);
        return tally.issues() == 0 && !nothingCritical
                ? Optional.empty()
                : Optional.of(new Issues(
                        tally.count("CRITICAL"), tally.count("MAJOR"), tally.count("MINOR"), 0, 0, 0, nothingCritical));
    }

    /** Empty unless every issue in the agreed form has one state, and there are some: else some might be passed over. */
    public static Optional<Issues> settled(String fixes) {
        IssueTally tally = IssueTally.of(fixes);
        return tally.issues() == 0 || !tally.eachHasItsState()
                ? Optional.empty()
                : Optional.of(new Issues(
                        tally.count("CRITICAL"),
                        tally.count("MAJOR"),
                        tally.count("MINOR"),
                        tally.count("FIXED"),
                        tally.count("LIMITATION"),
                        tally.count("REFUTED"),
                        false));
    }

    public int total() {
        return critical + major + minor;
    }
}
