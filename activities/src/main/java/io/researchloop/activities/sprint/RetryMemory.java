package io.researchloop.activities.sprint;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.MemoryOption;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What jobs ask for after one that ran out of memory.
 *
 * @param factor by which each such job makes the next one ask for more; null if none does
 */
record RetryMemory(SchedulerType scheduler, @Nullable Double factor) {
    static RetryMemory of(ClusterConfig cluster) {
        return new RetryMemory(cluster.schedulerType(), cluster.retryMemoryFactor());
    }

    /** The job options of an owner's attempt; a tweak is one small job, which asks for what it was given. */
    Map<String, String> options(Owner owner, int attempt) {
        return owner.tweak() != null
                ? owner.jobOptions()
                : options(owner.jobOptions(), owner.sprint().attempts(), attempt);
    }

    boolean helps(Owner owner) {
        return owner.tweak() == null && helps(owner.jobOptions());
    }

    /** The job options of an attempt, by how many before it ran out of memory. */
    Map<String, String> options(Map<String, String> options, List<AttemptRecord> attempts, int attempt) {
        long ranOut = attempts.stream()
                .filter(before -> before.number() < attempt && ranOutOfMemory(before.end()))
                .count();
        return factor == null || ranOut == 0
                ? options
                : MemoryOption.scaled(options, scheduler, Math.pow(factor, (double) ranOut));
    }

    /** True if the next job can ask for more: there is a factor, and an amount that it applies to. */
    boolean helps(Map<String, String> options) {
        return factor != null
                && !MemoryOption.scaled(options, scheduler, factor).equals(options);
    }

    private static boolean ranOutOfMemory(@Nullable AttemptEnd end) {
        return end != null && end.job() != null && end.job().cause() == JobEnd.Cause.OUT_OF_MEMORY;
    }
}
