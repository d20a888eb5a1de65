package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobState;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads qacct(1)'s records (accounting(5)); what {@code failed} means is told in sge_status(5). */
final class SgeAccounts {
    private static final Pattern FIELD = Pattern.compile("(?m)^(\\w+) +(.*?) *$");
    private static final Pattern RESOURCE = Pattern.compile("(?:^|[ ,])(h_rt|h_vmem|s_vmem)=([^ ,]+)");
    /** Of ours, {@link io.researchloop.workflows.model.JobRef#nameOf}: ids come round again after ten million jobs. */
    private static final String NAMES = "rl-";

    private static final int THROUGH_SIGNAL = 17;
    private static final int OVER_A_LIMIT = 37;
    /** "Assumedly after job": its processes were killed. */
    private static final int AFTER_JOB = 100;

    private static final Set<Integer> KILLED = Set.of(THROUGH_SIGNAL, OVER_A_LIMIT, AFTER_JOB);
    /** What watched the job died or told nothing, probably with its machine. */
    private static final Set<Integer> HOST_CRASHED = Set.of(18, 19);
    /** The record of a run that is followed by another of the same job. */
    private static final Set<Integer> RUNS_AGAIN = Set.of(24, 25);

    private SgeAccounts() {}

    /** By id; of several records of one id the last. */
    static Map<String, JobStatus> parse(String text) {
        Map<String, JobStatus> states = new HashMap<>();
        for (String record : text.split("={20,}", -1)) {
            Map<String, String> fields = new HashMap<>();
            Matcher field = FIELD.matcher(record);
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
            String id = fields.get("jobnumber");
            if (id != null
                    && fields.getOrDefault("jobname", "").startsWith(NAMES)
                    && !RUNS_AGAIN.contains(leadingNumber(fields.getOrDefault("failed", "0")))) {
                states.put(id, ended(fields));
            }
        }
        return states;
    }

    private static JobStatus ended(Map<String, String> fields) {
        String written = fields.getOrDefault("failed", "0");
        int failed = leadingNumber(written);
        int exit = leadingNumber(fields.getOrDefault("exit_status", "0"));
        Integer signal = exit > 128 ? Integer.valueOf(exit - 128) : null;
        String state = failed == 0 ? "exit " + exit : "failed " + written;
        Map<String, String> asked = asked(fields);
        JobMemory memory = memory(fields, asked);
        JobEnd end = new JobEnd(cause(failed, fields, asked, memory), state, exit, signal, "").with(memory);
        String ran = fields.getOrDefault("ru_wallclock", "");
        return new JobStatus(JobState.ENDED, "", ran.matches("\\d.*") ? end.after((long) leadingNumber(ran)) : end);
    }

    private static Map<String, String> asked(Map<String, String> fields) {
        Map<String, String> asked = new HashMap<>();
        Matcher resource = RESOURCE.matcher(fields.getOrDefault("category", ""));
        while (resource.find()) {
            asked.put(resource.group(1), resource.group(2));
        }
        return asked;
    }

    /** Virtual memory. Its limits count for each slot (queue_conf(5), h_vmem), what was used for the whole job. */
    private static @Nullable JobMemory memory(Map<String, String> fields, Map<String, String> asked) {
        long perSlot = Bytes.parseGridEngine(asked.getOrDefault("h_vmem", asked.getOrDefault("s_vmem", "")));
        int slots = Math.max(1, leadingNumber(fields.getOrDefault("slots", "")));
        return JobMemory.ofKnown(Bytes.parseGridEngine(fields.getOrDefault("maxvmem", "")), perSlot * slots);
    }

    /** Whatever limit was broken, the record says the same; which one it was, only numbers tell. */
    private static JobEnd.Cause cause(
            int failed, Map<String, String> fields, Map<String, String> asked, @Nullable JobMemory memory) {
        if (failed == 0) {
            return JobEnd.Cause.EXITED;
        }
        if (!KILLED.contains(failed)) {
            return HOST_CRASHED.contains(failed) ? JobEnd.Cause.NODE_LOST : JobEnd.Cause.UNKNOWN;
        }
        long limit = SgeLimit.parse(asked.getOrDefault("h_rt", ""));
        if (limit > 0 && leadingNumber(fields.getOrDefault("ru_wallclock", "0")) >= limit) {
            return JobEnd.Cause.TIME_LIMIT;
        }
        if (memory != null && memory.usedUp()) {
            return JobEnd.Cause.OUT_OF_MEMORY;
        }
        return failed == OVER_A_LIMIT ? JobEnd.Cause.TIME_LIMIT : JobEnd.Cause.KILLED;
    }

    private static int leadingNumber(String text) {
        Matcher digits = Pattern.compile("^(\\d{1,9})").matcher(text);
        return digits.find() ? Integer.parseInt(digits.group(1)) : 0;
    }
}
