package io.researchloop.web.dashboard.view;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What a sprint's page says that is not the sprint's own.
 *
 * @param waitsFor why its job waits in the scheduler's queue, if the scheduler says so
 * @param runTimes how long the finished sprints of its study with its agent ran; only asked for while it runs
 */
public record SprintContext(Optional<String> waitsFor, List<Duration> runTimes) {
    static final SprintContext NONE = new SprintContext(Optional.empty(), List.of());

    public SprintContext {
        runTimes = List.copyOf(runTimes);
    }
}
