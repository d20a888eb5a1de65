package io.researchloop.web.dashboard.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sprint's page says that is not the sprint's own.
 *
 * @param waitsFor why its job waits in the scheduler's queue, if the scheduler says so
 * @param runTimes how long the finished sprints of its study with its agent ran; only asked for while it runs
 * @param files the ends of what was collected; only read if it failed
 */
public record SprintContext(Optional<String> waitsFor, List<Duration> runTimes, FinalWords.Collected files) {
    static final SprintContext NONE = of(Optional.empty(), List.of());

    public SprintContext {
        runTimes = List.copyOf(runTimes);
    }

    /** Of one that has not failed. */
    public static SprintContext of(Optional<String> waitsFor, List<Duration> runTimes) {
        return new SprintContext(waitsFor, runTimes, FinalWords.Collected.NOTHING);
    }

    /** Of one that has. */
    public static SprintContext failed(FinalWords.Collected files) {
        return new SprintContext(Optional.empty(), List.of(), files);
    }
}
