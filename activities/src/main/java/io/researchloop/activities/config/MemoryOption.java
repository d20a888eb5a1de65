package io.researchloop.activities.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What job options ask for in memory, made more or less. */
public final class MemoryOption {
    private static final Set<String> SLURM = Set.of("mem", "mem-per-cpu", "mem-per-gpu");
    private static final String AMOUNT = "(\\d{1,15}(?:\\.\\d{1,6})?)([kKmMgGtT]?)([bB]?)";
    private static final Pattern WHOLE = Pattern.compile(AMOUNT);
    private static final Pattern GRID_ENGINE = Pattern.compile(
            "(?<=^|[,\\s])((?:h_vmem|s_vmem|h_rss|s_rss|h_data|s_data|mem_free|mem_total|mem_req|mem|memory|m_mem_free"
                    + "|ram_free|virtual_free|vf)=)" + AMOUNT + "(?=[,\\s]|$)");
    private static final Pattern PBS = Pattern.compile(
            "(?<=^|[,:\\s])((?:mem|pmem|vmem|pvmem|ngpus_mem)=)(\\d{1,15})([kKmMgGtT]?)([bBwW]?)(?=[,:+\\s]|$)");
    private static final Pattern LSF = Pattern.compile("(\\b(?:mem|swp)=)" + AMOUNT + "(?![\\w.])");

    private MemoryOption() {}

    /**
     * The same options with every amount of memory in them multiplied, rounded up; what is no amount, such as {@code mem =
     * "0"} for all of a node, stays as it is.
     *
     * @param factor above 0
     */
    public static Map<String, String> scaled(Map<String, String> options, SchedulerType type, double factor) {
        Map<String, String> scaled = new LinkedHashMap<>();
        options.forEach((name, value) -> scaled.put(name, scaled(type, JobOptions.bare(name), value, factor)));
        return scaled;
    }

    /**
     * The same options and an amount of memory, for a job that was given it by default; empty if they name one, or the
     * scheduler has no one way to.
     */
    public static Optional<Map<String, String>> added(Map<String, String> options, SchedulerType type, long bytes) {
        if (type != SchedulerType.SLURM
                || options.keySet().stream().map(JobOptions::bare).anyMatch(SLURM::contains)) {
            return Optional.empty();
        }
        long megabytes = (bytes + (1 << 20) - 1) >> 20;
        Map<String, String> added = new LinkedHashMap<>(options);
        added.put("mem", megabytes % 1024 == 0 ? megabytes / 1024 + "G" : megabytes + "M");
        return Optional.of(added);
    }

    private static String scaled(SchedulerType type, String name, String value, double factor) {
        return switch (type) {
            case SLURM -> SLURM.contains(name) ? whole(value, factor) : value;
            case SGE -> name.equals("l") ? within(GRID_ENGINE, value, factor) : value;
            case PBS -> name.equals("l") ? within(PBS, value, factor) : value;
            case LSF ->
                switch (name) {
                    case "M", "v" -> whole(value, factor);
                    case "R" -> within(LSF, value, factor);
                    default -> value;
                };
            case LOCAL -> value;
        };
    }

    private static String whole(String value, double factor) {
        Matcher amount = WHOLE.matcher(value.strip());
        return amount.matches() ? times(amount.group(1), amount.group(2), amount.group(3), factor) : value;
    }

    private static String within(Pattern pattern, String value, double factor) {
        return pattern.matcher(value)
                .replaceAll((MatchResult amount) -> Matcher.quoteReplacement(
                        amount.group(1) + times(amount.group(2), amount.group(3), amount.group(4), factor)));
    }

    /** Schedulers take no fractions: what would be one is said in the next smaller unit. */
    private static String times(String number, String unit, String bytes, double factor) {
        double amount = Double.parseDouble(number) * factor;
        if (amount == 0) {
            return number + unit + bytes;
        }
        String units = unit.isEmpty() || Character.isUpperCase(unit.charAt(0)) ? "KMGT" : "kmgt";
        int at = unit.isEmpty() ? 0 : units.indexOf(unit);
        boolean whole = Math.abs(amount - Math.rint(amount)) < 1e-9;
        if (whole || at == 0) {
            return (long) Math.ceil(amount - 1e-9) + unit + bytes;
        }
        return (long) Math.ceil(amount * 1024 - 1e-6) + units.substring(at - 1, at) + bytes;
    }
}
