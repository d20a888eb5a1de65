package io.researchloop.activities.scheduler;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A job's run time limit as Grid Engine takes it, in {@code -l h_rt=…} (queue_conf(5)).
 *
 * @param seconds the smaller of ours and what the options ask for
 * @param options what is left of the options
 */
record SgeLimit(long seconds, Map<String, String> options) {
    private static final Pattern RESOURCE = Pattern.compile("(?:^|[ ,])([hs])_rt=([0-9:]+)");
    private static final long WARNING = 120;
    private static final long LEAST_WARNING = 10;

    static SgeLimit of(long ours, Map<String, String> asked) {
        long seconds = Math.max(1, ours);
        Map<String, String> rest = new LinkedHashMap<>();
        for (Map.Entry<String, String> option : asked.entrySet()) {
            if (!option.getKey().replaceFirst("^-+", "").equals("l")) {
                rest.put(option.getKey(), option.getValue());
                continue;
            }
            List<String> resources = new ArrayList<>();
            for (String resource : option.getValue().split("[,\\s]+", -1)) {
                if (resource.startsWith("h_rt=")) {
                    seconds = Math.min(seconds, Math.max(1, parse(resource.substring(5))));
                } else if (!resource.startsWith("s_rt=") && !resource.isEmpty()) {
                    resources.add(resource);
                }
            }
            if (!resources.isEmpty()) {
                rest.put(option.getKey(), String.join(",", resources));
            }
        }
        return new SgeLimit(seconds, rest);
    }

    /** When the job is warned by USR1. */
    long softSeconds() {
        return Math.max(1, seconds - Math.max(LEAST_WARNING, Math.min(WARNING, seconds / 5)));
    }

    /** The limit that qacct(1) shows in a job's category, in seconds; 0 if none. */
    static long inCategory(String category) {
        Matcher resource = RESOURCE.matcher(category);
        while (resource.find()) {
            if (resource.group(1).equals("h")) {
                return parse(resource.group(2));
            }
        }
        return 0;
    }

    /** {@code seconds} or {@code hours:minutes:seconds}. */
    private static long parse(String time) {
        long seconds = 0;
        for (String part : time.split(":", -1)) {
            seconds = seconds * 60 + (part.matches("\\d{1,9}") ? Long.parseLong(part) : 0);
        }
        return seconds;
    }
}
