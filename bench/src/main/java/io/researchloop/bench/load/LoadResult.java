package io.researchloop.bench.load;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What came of a load.
 *
 * @param latencies of the requests that were answered with 2xx
 * @param errors how often each other status came; 0 stands for no answer at all
 */
public record LoadResult(int connections, double seconds, Histogram latencies, Map<Integer, Long> errors) {
    public static final int NO_ANSWER = 0;

    public LoadResult {
        errors = new TreeMap<>(errors);
    }

    public double perSecond() {
        return seconds > 0 ? latencies.count() / seconds : 0;
    }

    /** For example {@code 0}, or {@code 3 × 503, 1 × no answer}. */
    public String errorText() {
        if (errors.isEmpty()) {
            return "0";
        }
        return errors.entrySet().stream()
                .map(error -> error.getValue() + " × " + (error.getKey() == NO_ANSWER ? "no answer" : error.getKey()))
                .collect(Collectors.joining(", "));
    }
}
