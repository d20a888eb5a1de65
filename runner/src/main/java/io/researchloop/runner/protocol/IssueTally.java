package io.researchloop.runner.protocol;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Counts issues and their states in the form that the prompts of red-teaming and fixing state: {@code ## MAJOR: title},
 * and below it {@code State: FIXED}. What stands in a fenced code block is somebody's output, and no issue.
 */
final class IssueTally {
    private static final Pattern ISSUE =
            Pattern.compile("#{1,6}\\s+\\**(?:\\d{1,4}[.)]\\s+)?\\**(CRITICAL|MAJOR|MINOR):.*");
    private static final Pattern STATE = Pattern.compile("[-*\\s]*State:[*\\s]*(FIXED|LIMITATION|REFUTED)[.*\\s]*");
    private static final Pattern FENCE = Pattern.compile("\\s{0,3}(`{3,}|~{3,})(.*)");

    private final Map<String, Integer> words = new HashMap<>();
    private int issues;
    private boolean stateless;
    private boolean paired = true;
    private String fence = "";

    private IssueTally() {}

    static IssueTally of(String markdown) {
        IssueTally tally = new IssueTally();
        markdown.lines().forEach(tally::take);
        return tally;
    }

    int issues() {
        return issues;
    }

    /** @param word the mark of an issue, or its state */
    int count(String word) {
        return words.getOrDefault(word, 0);
    }

    boolean eachHasItsState() {
        return paired && !stateless;
    }

    private void take(String line) {
        Matcher bar = FENCE.matcher(line);
        if (bar.matches()) {
            fence(bar.group(1), bar.group(2));
        } else if (fence.isEmpty()) {
            Matcher issue = ISSUE.matcher(line);
            Matcher state = STATE.matcher(line);
            if (issue.matches()) {
                paired &= !stateless;
                stateless = true;
                issues++;
                add(issue.group(1));
            } else if (state.matches()) {
                paired &= stateless;
                stateless = false;
                add(state.group(1));
            }
        }
    }

    /** A fence is closed by one of its kind, as long at least and with nothing behind it. */
    private void fence(String bar, String behind) {
        if (fence.isEmpty()) {
            fence = bar;
        } else if (bar.startsWith(fence) && behind.isBlank()) {
            fence = "";
        }
    }

    private void add(String word) {
        words.merge(word, 1, Integer::sum);
    }
}
