package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Decides what a sprint's workflow has to hear of its job: only what changes something for it. */
final class JobNews {
    /** A job whose processes are gone is taken for lost after so many looks. */
    private static final int LOOKS_BEFORE_LOST = 3;

    /** One that neither queue nor accounting knows only after more of them, and after some time without a sign of life. */
    private static final int LOOKS_BEFORE_FORGOTTEN = 5;

    private static final Duration SILENCE_BEFORE_FORGOTTEN = Duration.ofMinutes(2);

    /** The runner says by itself that it has started; the scheduler's word counts when it has not after this time. */
    private static final Duration RUNNER_SPEAKS_WITHIN = Duration.ofSeconds(5);

    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);
    private static final JobStatus FORGOTTEN = new JobStatus(
            JobState.LOST,
            "",
            new JobEnd(
                    JobEnd.Cause.NODE_LOST,
                    "LOST",
                    null,
                    null,
                    "Neither the queue nor the accounting knows it any more."));

    private final WorkflowClient client;
    private final Clock clock;
    private final Function<String, Optional<Instant>> lastHeard;
    private final Map<String, Misses> misses = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    /** @param lastHeard when a sprint's runner was heard of last */
    JobNews(WorkflowClient client, Clock clock, Function<String, Optional<Instant>> lastHeard) {
        this.client = client;
        this.clock = clock;
        this.lastHeard = lastHeard;
    }

    private record Misses(int looks, Instant since) {}

    /** @param runnerEnded true if the attempt's exit file is there */
    void tell(LiveJob sprint, JobStatus status, boolean runnerEnded) {
        String key = sprint.sprintId() + "/" + sprint.attempt();
        if (status.state() != JobState.LOST && status.state() != JobState.UNKNOWN) {
            misses.remove(key);
        }
        boolean worthTelling =
                switch (status.state()) {
                    case QUEUED -> false;
                    case RUNNING -> sprint.status() == SprintStatus.SUBMITTED && silentForLong(sprint);
                    case ENDED -> true;
                    case LOST -> missed(key).looks() >= LOOKS_BEFORE_LOST;
                    case UNKNOWN -> isForgotten(sprint, missed(key));
                };
        if (worthTelling && isDue(key + status.state())) {
            signal(sprint, status.state() == JobState.UNKNOWN ? FORGOTTEN : status, runnerEnded);
        }
    }

    private Misses missed(String key) {
        return misses.merge(
                key, new Misses(1, clock.instant()), (before, one) -> new Misses(before.looks() + 1, before.since()));
    }

    private boolean isForgotten(LiveJob sprint, Misses missed) {
        Instant limit = clock.instant().minus(SILENCE_BEFORE_FORGOTTEN);
        return missed.looks() >= LOOKS_BEFORE_FORGOTTEN
                && !missed.since().isAfter(limit)
                && lastHeard
                        .apply(sprint.sprintId())
                        .map(at -> !at.isAfter(limit))
                        .orElse(true);
    }

    private boolean silentForLong(LiveJob sprint) {
        Instant submitted = sprint.submittedAt();
        return submitted == null || clock.instant().isAfter(submitted.plus(RUNNER_SPEAKS_WITHIN));
    }

    private boolean isDue(String news) {
        Instant now = clock.instant();
        Instant before = told.get(news);
        if (before != null && now.isBefore(before.plus(SAY_AGAIN))) {
            return false;
        }
        told.put(news, now);
        return true;
    }

    private void signal(LiveJob sprint, JobStatus status, boolean runnerEnded) {
        try {
            client.newWorkflowStub(SprintWorkflow.class, sprint.sprintId())
                    .jobObserved(new JobObservation(sprint.attempt(), status.state(), status.end(), runnerEnded));
        } catch (WorkflowNotFoundException e) {
            // It has ended meanwhile, or is being rebuilt: then it is told at a later look.
            told.remove(sprint.sprintId() + "/" + sprint.attempt() + status.state());
        }
    }
}
