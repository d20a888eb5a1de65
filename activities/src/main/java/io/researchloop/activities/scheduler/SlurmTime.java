package io.researchloop.activities.scheduler;

import io.researchloop.activities.config.JobOptions;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A job's time limit as SLURM takes it (sbatch(1), {@code --time}). */
record SlurmTime(long seconds) {
    private static final Pattern WRITTEN =
            Pattern.compile("(?:(\\d{1,4})-)?(\\d{1,7})(?::(\\d{1,2}))?(?::(\\d{1,2}))?");
    private static final Set<String> UNLIMITED = Set.of("UNLIMITED", "INFINITE");

    static SlurmTime ofSeconds(long seconds) {
        return new SlurmTime(Math.max(1, seconds));
    }

    static boolean isTime(String option) {
        String bare = JobOptions.bare(option);
        return bare.equals("time") || bare.equals("t");
    }

    /** The smaller of this and what the job options ask for. */
    SlurmTime orLess(Map<String, String> options) {
        return options.entrySet().stream()
                .filter(option -> isTime(option.getKey()))
                .mapToLong(option -> parse(option.getValue()))
                .filter(asked -> asked > 0 && asked < seconds)
                .mapToObj(SlurmTime::new)
                .findFirst()
                .orElse(this);
    }

    /** SLURM counts in minutes. */
    long minutes() {
        return (seconds + 59) / 60;
    }

    /** How long before the end the job is warned; a fifth of a short limit. */
    long warningSeconds() {
        return Warning.before(seconds);
    }

    /** Seconds; 0 for unlimited, -1 for what is no time. */
    static long parse(String written) {
        Matcher time = WRITTEN.matcher(written.strip());
        if (!time.matches()) {
            return UNLIMITED.contains(written.strip().toUpperCase(Locale.ROOT)) ? 0 : -1;
        }
        long first = Long.parseLong(time.group(2));
        long second = time.group(3) == null ? 0 : Long.parseLong(time.group(3));
        long third = time.group(4) == null ? 0 : Long.parseLong(time.group(4));
        if (time.group(1) != null) {
            return ((Long.parseLong(time.group(1)) * 24 + first) * 60 + second) * 60 + third;
        }
        return time.group(4) != null ? (first * 60 + second) * 60 + third : first * 60 + second;
    }
}
