package io.researchloop.activities.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Options for the scheduler come from three levels; the one nearest to the sprint wins. */
public final class JobOptions {
    private JobOptions() {}

    /** A later level overrides an earlier one key by key; an empty value removes the key. */
    public static Map<String, String> merge(
            Map<String, String> cluster, Map<String, String> study, Map<String, String> request) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Map<String, String> level : List.of(cluster, study, request)) {
            level.forEach((key, value) -> {
                if (value.isEmpty()) {
                    merged.remove(key);
                } else {
                    merged.put(key, value);
                }
            });
        }
        return merged;
    }
}
