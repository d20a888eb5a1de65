package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import java.util.List;

/**
 * Steps done of all that are known, as a line cut into pieces.
 *
 * @param done the steps that are completed, all before the one at work
 * @param bad true if the step at work failed
 */
public record TrackView(int done, int total, boolean working, boolean bad) {
    static TrackView of(List<StepReport> steps) {
        int done = (int) steps.stream()
                .filter(step -> step.status() == StepStatus.COMPLETED)
                .count();
        boolean bad = steps.stream().anyMatch(step -> step.status() == StepStatus.FAILED);
        boolean working = steps.stream()
                .anyMatch(step -> step.status() == StepStatus.RUNNING || step.status() == StepStatus.INTERRUPTED);
        return new TrackView(done, steps.size(), working || bad, bad);
    }

    /** The same of more steps, which may still come. */
    TrackView of(int steps) {
        return new TrackView(done, steps, working, bad);
    }

    /** Where the finished part ends. */
    public String doneTo() {
        return percent(done);
    }

    /** Where the step at work ends. */
    public String workingTo() {
        return percent(Math.min(total, done + 1));
    }

    private String percent(int steps) {
        return Math.round(steps * 1000.0 / total) / 10.0 + "%";
    }
}
