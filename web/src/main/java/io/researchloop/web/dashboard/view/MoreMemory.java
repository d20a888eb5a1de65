package io.researchloop.web.dashboard.view;

import io.researchloop.activities.config.MemoryOption;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Job options for a sprint like one whose last job ran out of memory: what that job asked for, twice.
 *
 * @param asked what it asked for in memory, as the options say it
 * @param wanted the same of these options
 */
public record MoreMemory(Map<String, String> options, String asked, String wanted) {
    /**
     * Empty if the last job did not run out of it, or asked for no amount that can be doubled.
     *
     * @param factor by which each job that ran out made the next one ask for more; null if none did
     */
    public static Optional<MoreMemory> of(SprintDetail detail, SchedulerType scheduler, @Nullable Double factor) {
        List<AttemptRecord> attempts = detail.attempts();
        if (attempts.isEmpty() || !ranOut(attempts.get(attempts.size() - 1))) {
            return Optional.empty();
        }
        Map<String, String> last = ofLastJob(detail, scheduler, factor);
        Map<String, String> twice = MemoryOption.scaled(last, scheduler, 2);
        return twice.equals(last)
                ? Optional.empty()
                : Optional.of(new MoreMemory(twice, differing(last, twice), differing(twice, last)));
    }

    private static Map<String, String> ofLastJob(
            SprintDetail detail, SchedulerType scheduler, @Nullable Double factor) {
        long before = detail.attempts().stream().filter(MoreMemory::ranOut).count() - 1;
        return factor == null || before == 0
                ? detail.jobOptions()
                : MemoryOption.scaled(detail.jobOptions(), scheduler, Math.pow(factor, (double) before));
    }

    private static boolean ranOut(AttemptRecord attempt) {
        AttemptEnd end = attempt.end();
        return end != null && end.job() != null && end.job().cause() == JobEnd.Cause.OUT_OF_MEMORY;
    }

    private static String differing(Map<String, String> options, Map<String, String> from) {
        return options.entrySet().stream()
                .filter(option -> !option.getValue().equals(from.get(option.getKey())))
                .map(option -> option.getKey() + " = " + option.getValue())
                .collect(Collectors.joining(", "));
    }
}
