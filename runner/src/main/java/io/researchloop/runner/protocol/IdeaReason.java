package io.researchloop.runner.protocol;

import java.util.List;
import java.util.Optional;

/** Why an idea was chosen, as the agent says it: one line for the person who decides about it. */
public final class IdeaReason {
    /** Characters. */
    public static final int LONGEST = 400;

    private IdeaReason() {}

    /** In one line and no longer than that; empty if it is nothing of use. An idea needs no reason. */
    public static Optional<String> of(String written) {
        String line =
                written.replaceAll("[\\s\\p{Cntrl}]+", " ").strip().replaceFirst("^(?i:why|reason|because):\\s*", "");
        return IdeaCheck.fault(line, List.of()).isPresent() ? Optional.empty() : Optional.of(shortened(line));
    }

    /** At the end of a sentence, where one ends late enough, else of a word. */
    private static String shortened(String line) {
        if (line.length() <= LONGEST) {
            return line;
        }
        String most = line.substring(0, LONGEST - 1);
        int sentence = most.lastIndexOf(". ");
        if (sentence > LONGEST / 2) {
            return most.substring(0, sentence + 1);
        }
        int word = most.lastIndexOf(' ');
        int end = word > LONGEST / 2 ? word : most.length();
        return most.substring(0, Character.isHighSurrogate(most.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
