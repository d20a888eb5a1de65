package io.researchloop.activities.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Options for the scheduler come from three levels; the one nearest to the sprint wins. */
public final class JobOptions {
    /** What we set ourselves, or what would make something other than one job of it. */
    private static final Set<String> OURS = Set.of(
            ("J job-name N o output e error j D chdir wd cwd a array terse parsable wrap sync signal notify r requeue"
                            + " no-requeue open-mode S W wait test-only")
                    .split(" ", -1));

    private JobOptions() {}

    /** True for an option that a job's owner cannot choose, with or without its hyphens. */
    public static boolean isOurs(String option) {
        return OURS.contains(option.replaceFirst("^-+", ""));
    }

    /** Reads {@code job_options}; what cannot be chosen is left out, with a warning, as older files may have it. */
    static Map<String, String> read(Section section) {
        Map<String, String> options =
                ScalarTable.read(section, "job_options", Grammar.JOB_OPTION, Grammar.JOB_OPTION_RULE);
        options.keySet().stream().filter(JobOptions::isOurs).toList().forEach(name -> {
            section.warning("job_options", "the option " + name + " is set by ResearchLoop itself and is ignored");
            options.remove(name);
        });
        return options;
    }

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
