package io.researchloop.web.dashboard.view;

import io.researchloop.activities.config.MemoryOption;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Job options for a sprint like one whose last job ran out of memory: what that job had, twice, or as often as what it was
 * seen to use takes.
 *
 * @param times how often
 * @param had what it had, in words
 * @param wanted what these options ask for in memory, as they say it
 */
public record MoreMemory(Map<String, String> options, int times, String had, String wanted) {
    private static final int MOST = 1024;

    /**
     * Empty if the last job did not run out of it, or it is not known how to ask for more.
     *
     * @param factor by which each job that ran out made the next one ask for more; null if none did
     */
    public static Optional<MoreMemory> of(SprintDetail detail, SchedulerType scheduler, @Nullable Double factor) {
        List<AttemptRecord> attempts = detail.attempts();
        JobEnd end = attempts.isEmpty() ? null : ranOut(attempts.get(attempts.size() - 1));
        if (end == null) {
            return Optional.empty();
        }
        int times = times(end.memory());
        Map<String, String> last = ofLastJob(detail, scheduler, factor);
        Map<String, String> more = MemoryOption.scaled(last, scheduler, times);
        return more.equals(last)
                ? overTheDefault(last, scheduler, end.memory(), times)
                : Optional.of(new MoreMemory(more, times, "asked for " + differing(last, more), differing(more, last)));
    }

    /** Some schedulers let a job take more than it asked for, for a while. */
    private static int times(@Nullable JobMemory memory) {
        int times = 2;
        if (memory != null && memory.usedBytes() != null && memory.askedBytes() != null) {
            while (times < MOST && memory.askedBytes() * times <= memory.usedBytes()) {
                times *= 2;
            }
        }
        return times;
    }

    private static Optional<MoreMemory> overTheDefault(
            Map<String, String> options, SchedulerType scheduler, @Nullable JobMemory memory, int times) {
        if (memory == null || memory.askedBytes() == null) {
            return Optional.empty();
        }
        long had = memory.askedBytes();
        return MemoryOption.added(options, scheduler, had * times)
                .map(more -> new MoreMemory(
                        more,
                        times,
                        "was given " + Words.memory(had) + ", as its options name no amount",
                        differing(more, options)));
    }

    private static Map<String, String> ofLastJob(
            SprintDetail detail, SchedulerType scheduler, @Nullable Double factor) {
        long before = detail.attempts().stream()
                        .filter(attempt -> ranOut(attempt) != null)
                        .count()
                - 1;
        return factor == null || before == 0
                ? detail.jobOptions()
                : MemoryOption.scaled(detail.jobOptions(), scheduler, Math.pow(factor, (double) before));
    }

    private static @Nullable JobEnd ranOut(AttemptRecord attempt) {
        JobEnd job = attempt.end() == null ? null : attempt.end().job();
        return job != null && job.cause() == JobEnd.Cause.OUT_OF_MEMORY ? job : null;
    }

    private static String differing(Map<String, String> options, Map<String, String> from) {
        return options.entrySet().stream()
                .filter(option -> !option.getValue().equals(from.get(option.getKey())))
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
    }
}
