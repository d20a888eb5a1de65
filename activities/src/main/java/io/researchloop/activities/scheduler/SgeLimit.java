package io.researchloop.activities.scheduler;

import io.researchloop.activities.config.JobOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A job's run time limit as Grid Engine takes it, in {@code -l h_rt=…} (queue_conf(5)).
 *
 * @param seconds the smaller of ours and what the options ask for
 * @param options what is left of the options
 */
record SgeLimit(long seconds, Map<String, String> options) {
    private static final String LIMIT = "h_rt=";

    static SgeLimit of(long ours, Map<String, String> asked) {
        long seconds = Math.max(1, ours);
        Map<String, String> rest = new LinkedHashMap<>();
        for (Map.Entry<String, String> option : asked.entrySet()) {
            if (!JobOptions.bare(option.getKey()).equals("l")) {
                rest.put(option.getKey(), option.getValue());
                continue;
            }
            List<String> resources = new ArrayList<>();
            for (String resource : option.getValue().strip().split("[,\\s]+", -1)) {
                long limit = resource.startsWith(LIMIT) ? parse(resource.substring(LIMIT.length())) : -1;
                if (limit > 0) {
                    seconds = Math.min(seconds, limit);
                } else if (!resource.isEmpty()) {
                    // A limit that is no time, Grid Engine refuses in its own words.
                    resources.add(resource);
                }
            }
            if (!resources.isEmpty()) {
                rest.put(option.getKey(), String.join(",", resources));
            }
        }
        return new SgeLimit(seconds, rest);
    }

    /** Of {@code seconds} or {@code hours:minutes:seconds}, some of which may be empty; -1 for anything else. */
    static long parse(String time) {
        String[] parts = time.split(":", -1);
        if (!time.matches("[0-9:]{1,18}") || (parts.length != 1 && parts.length != 3)) {
            return -1;
        }
        long seconds = 0;
        for (String part : parts) {
            seconds = seconds * 60 + (part.isEmpty() ? 0 : Long.parseLong(part));
        }
        return seconds;
    }
}
