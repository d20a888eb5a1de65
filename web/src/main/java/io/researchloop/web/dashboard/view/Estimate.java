package io.researchloop.web.dashboard.view;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How long a running sprint still needs, judged by those that finished before it; nothing is said without a basis. */
final class Estimate {
    private static final int BASIS = 3;

    private Estimate() {}

    /**
     * In words.
     *
     * @param ran how long it has run
     * @param finished how long the finished sprints of its study with its agent ran, in any order
     * @return empty if those are fewer than three
     */
    static String of(Duration ran, List<Duration> finished) {
        Duration median = usual(finished);
        if (median == null) {
            return "";
        }
        String basis = "median of " + finished.size() + " finished sprints of this study";
        Duration left = median.minus(ran);
        return left.isNegative() || left.isZero()
                ? "longer than the " + basis + ", " + Words.duration(median)
                : "about " + Words.duration(Duration.ofMinutes(minutes(left))) + " left (" + basis + ")";
    }

    /** How long such a sprint usually runs; null if fewer than three have finished. */
    static @Nullable Duration usual(List<Duration> finished) {
        return finished.size() < BASIS ? null : median(finished);
    }

    private static Duration median(List<Duration> durations) {
        List<Duration> sorted = durations.stream().sorted().toList();
        int upper = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(upper)
                : sorted.get(upper - 1).plus(sorted.get(upper)).dividedBy(2);
    }

    /** Begun ones count: what is left is never none. */
    private static long minutes(Duration left) {
        return left.plusSeconds(59).toMinutes();
    }
}
