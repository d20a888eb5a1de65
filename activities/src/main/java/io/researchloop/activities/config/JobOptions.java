package io.researchloop.activities.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Options for the scheduler. Their names are those of its submit command, with or without hyphens; {@code true} as a value
 * makes a flag of it, {@code false} leaves it out.
 */
public final class JobOptions {
    private JobOptions() {}

    /**
     * Reads {@code job_options}. What cannot be chosen is left out, with a warning, as older files may have it; of a person
     * who types it now it is a fault.
     */
    static Map<String, String> read(Section section, SchedulerType scheduler) {
        Entry entry = section.entry("job_options");
        boolean typed = entry != null && entry.value() instanceof TypedOptions;
        if (entry != null && entry.value() instanceof TypedOptions lines && lines.wrong() != null) {
            section.fault("job_options", "expected name = value, one a line, found " + Quoted.of(lines.wrong()));
        }
        Map<String, String> options = ScalarTable.read(
                section,
                "job_options",
                Grammar.JOB_OPTION,
                Grammar.JOB_OPTION_RULE,
                (name, value) -> JobOptionRules.wrongValue(scheduler, name, value));
        options.keySet().removeIf(name -> {
            Optional<String> refusal = JobOptionRules.refusal(scheduler, name);
            refusal.ifPresent(why -> {
                if (typed) {
                    section.fault("job_options", "the option " + name + " cannot be chosen: it " + why);
                } else {
                    section.warning("job_options", "the option " + name + " is ignored: it " + why);
                }
            });
            return refusal.isPresent();
        });
        return options;
    }

    /**
     * They come from three levels; the one nearest to the sprint wins, key by key, however its hyphens are written. An empty
     * value removes the key.
     */
    public static Map<String, String> merge(
            Map<String, String> cluster, Map<String, String> study, Map<String, String> request) {
        Map<String, String> merged = new LinkedHashMap<>();
        for (Map<String, String> level : List.of(cluster, study, request)) {
            level.forEach((key, value) -> {
                merged.keySet().removeIf(before -> bare(before).equals(bare(key)));
                if (!value.isEmpty()) {
                    merged.put(key, value);
                }
            });
        }
        return merged;
    }

    /** The name without its leading hyphens. */
    public static String bare(String name) {
        int i = 0;
        while (i < name.length() && name.charAt(i) == '-') {
            i++;
        }
        return name.substring(i);
    }

    public static boolean isOn(String value) {
        return value.equalsIgnoreCase("true");
    }

    public static boolean isOff(String value) {
        return value.equalsIgnoreCase("false");
    }
}
