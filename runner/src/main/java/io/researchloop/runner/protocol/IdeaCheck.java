package io.researchloop.runner.protocol;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Tells a usable idea from what agents write instead. */
public final class IdeaCheck {
    /** Characters; enough for a precise idea, and short enough to stand in every prompt. */
    public static final int LONGEST = 4_000;

    /** Of two ideas' words, the share that they have in common, from which on they are the same idea. */
    private static final double SAME = 0.9;

    private static final int SHOWN = 120;

    /** How agents and their services begin when they report a failure or refuse. */
    private static final Pattern NO_IDEA = Pattern.compile(
            "(?i)^\\W*(api error\\b|(fatal |execution |internal server )?error\\b\\s*[:\\d(]|traceback \\(|exception in thread|"
                    + "invalid api key|please run /login|credit balance is too low|claude( ai)? usage limit|"
                    + "you('ve| have) (hit|reached) your .{0,20}limit|rate limit|request timed out|connection (error|refused)|"
                    + "command not found|i('m| am) sorry|i can(not|'t|’t)\\b|i('m| am) unable)");

    private static final Pattern NUMBERED =
            Pattern.compile("(?im)^[\\s#*_>-]*(?:idea|option|proposal|alternative)\\s*#?\\s*(?:\\d+|[A-H])\\b");

    private IdeaCheck() {}

    /**
     * @param earlier the ideas that were had before
     * @return what is wrong with it, in words for whoever is to write another; empty if nothing is
     */
    public static Optional<String> fault(String text, Collection<String> earlier) {
        String idea = text.strip();
        if (idea.isEmpty()) {
            return Optional.of("it is empty");
        }
        if (idea.length() > LONGEST) {
            return Optional.of("it has " + idea.length() + " characters, and an idea has at most " + LONGEST);
        }
        if (NO_IDEA.matcher(idea).find()) {
            return Optional.of("it is an error message or a refusal, not an idea: \"" + shortened(idea) + "\"");
        }
        long ideas = NUMBERED.matcher(idea).results().count();
        if (ideas > 1) {
            return Optional.of("it states " + ideas + " ideas, and one is wanted");
        }
        Set<String> words = words(idea);
        return earlier.stream()
                .filter(other -> likeness(words, words(other)).repeat())
                .findFirst()
                .map(other -> "it repeats an earlier idea: \"" + shortened(other.strip()) + "\"");
    }

    /**
     * How alike two ideas are.
     *
     * @param share of their words that they have in common, 0 to 1
     * @param repeat whether they are taken for the same idea
     */
    public record Likeness(double share, boolean repeat) {}

    public static Likeness likeness(String one, String other) {
        return likeness(words(one), words(other));
    }

    private static Likeness likeness(Set<String> one, Set<String> other) {
        if (one.isEmpty() || other.isEmpty()) {
            return new Likeness(0, false);
        }
        Set<String> both = new HashSet<>(one);
        both.retainAll(other);
        double share = (double) both.size() / (one.size() + other.size() - both.size());
        return new Likeness(share, share >= SAME && numbers(one).equals(numbers(other)));
    }

    /** Another value is another idea. */
    private static Set<String> numbers(Set<String> words) {
        return words.stream().filter(word -> word.matches(".*\\p{N}.*")).collect(Collectors.toSet());
    }

    /** Without case, accents and punctuation. */
    private static Set<String> words(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}.]+"))
                .map(word -> word.replaceAll("^\\.+|\\.+$", ""))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toSet());
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "…";
    }
}
