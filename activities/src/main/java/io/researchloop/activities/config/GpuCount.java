package io.researchloop.activities.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How many GPUs a job asks for, by its options: SLURM's {@code gpus}, {@code gpus-per-node}, {@code gpus-per-task} and
 * {@code gres} (sbatch(1)), and Grid Engine's resource requests {@code -l gpu=N} (qsub(1); sites call it gpu, gpus, ngpus
 * or num_gpus). What cannot be read counts as none.
 */
public final class GpuCount {
    private static final Pattern GRES =
            Pattern.compile("(?:gres[:/])?gpu(?::[A-Za-z][\\w.-]*)?(?:[:=](\\d{1,6}))?(?:\\(.*)?");
    private static final Pattern GPUS = Pattern.compile("(?:[A-Za-z][\\w.-]*:)?(\\d{1,6})");
    private static final Pattern RESOURCE = Pattern.compile("(?:n|num_)?gpus?=(\\d{1,6})");

    private GpuCount() {}

    public static int of(Map<String, String> options) {
        int all = sum(first(options, "gpus", "G"), GPUS);
        if (all > 0) {
            return all;
        }
        int nodes = number(first(options, "nodes", "N"));
        int perNode = Math.max(sum(options.get("gpus-per-node"), GPUS), sum(options.get("gres"), GRES));
        if (perNode > 0) {
            return perNode * nodes;
        }
        int perTask = sum(options.get("gpus-per-task"), GPUS);
        if (perTask > 0) {
            return perTask * number(first(options, "ntasks", "n"));
        }
        int named = Math.max(sum(first(options, "gpu", "ngpus"), GPUS), 0);
        return named > 0 ? named : sum(options.get("l"), RESOURCE);
    }

    /** All the parts between commas; one without a number is one GPU. */
    private static int sum(@Nullable String value, Pattern part) {
        int sum = 0;
        if (value != null) {
            for (String one : value.split("[,\\s]+", -1)) {
                Matcher matcher = part.matcher(one);
                if (matcher.matches()) {
                    sum += matcher.group(1) == null ? 1 : Integer.parseInt(matcher.group(1));
                }
            }
        }
        return Math.min(sum, 1_000_000);
    }

    /** The least of {@code 2-4}; 1 if there is none. */
    private static int number(@Nullable String value) {
        Matcher matcher = Pattern.compile("(\\d{1,5})(?:-.*)?").matcher(value == null ? "" : value.strip());
        return matcher.matches() ? Math.max(1, Integer.parseInt(matcher.group(1))) : 1;
    }

    private static @Nullable String first(Map<String, String> options, String name, String other) {
        return options.containsKey(name) ? options.get(name) : options.get(other);
    }
}
