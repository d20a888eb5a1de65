package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.QueueWait;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a sprint's page says that is not the sprint's own.
 *
 * @param queued what the scheduler says of its job, while that waits in the queue
 * @param runTimes how long the finished sprints of its study with its agent ran; only asked for while it runs
 * @param redTeamRounds that its study allows; empty if that is not known
 * @param files the ends of what was collected; only read if it failed
 * @param moreMemory what to ask for instead, if it failed for want of memory
 * @param measured only asked for if it completed
 * @param verdicts of rounds of red-teaming that no runner has counted, by the step's name; only read once it has ended
 */
public record SprintContext(
        Optional<QueueWait> queued,
        List<Duration> runTimes,
        Optional<Integer> redTeamRounds,
        FinalWords.Collected files,
        Optional<MoreMemory> moreMemory,
        Measured measured,
        Map<String, String> verdicts) {
    static final SprintContext NONE = of(Optional.empty(), List.of(), Optional.empty());

    public SprintContext {
        runTimes = List.copyOf(runTimes);
        verdicts = Map.copyOf(verdicts);
    }

    /** Of one that has not ended. */
    public static SprintContext of(
            Optional<QueueWait> queued, List<Duration> runTimes, Optional<Integer> redTeamRounds) {
        return new SprintContext(
                queued,
                runTimes,
                redTeamRounds,
                FinalWords.Collected.NOTHING,
                Optional.empty(),
                Measured.NOTHING,
                Map.of());
    }

    public static SprintContext completed(Measured measured, Map<String, String> verdicts) {
        return new SprintContext(
                Optional.empty(),
                List.of(),
                Optional.empty(),
                FinalWords.Collected.NOTHING,
                Optional.empty(),
                measured,
                verdicts);
    }

    public static SprintContext failed(
            FinalWords.Collected files, Optional<MoreMemory> moreMemory, Map<String, String> verdicts) {
        return new SprintContext(
                Optional.empty(), List.of(), Optional.empty(), files, moreMemory, Measured.NOTHING, verdicts);
    }

    public static SprintContext cancelled(Map<String, String> verdicts) {
        return completed(Measured.NOTHING, verdicts);
    }
}
