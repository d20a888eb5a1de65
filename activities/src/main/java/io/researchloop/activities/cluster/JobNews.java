package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.LiveJob;
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

/** Decides what a sprint's workflow has to hear of its job: only what changes something for it. */
final class JobNews {
    /** A job is taken for lost after so many looks that found no trace of it. */
    private static final int LOOKS_BEFORE_LOST = 3;

    /** The runner says by itself that it has started; the scheduler's word counts when it has not after this time. */
    private static final Duration RUNNER_SPEAKS_WITHIN = Duration.ofSeconds(5);

    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);

    private final WorkflowClient client;
    private final Clock clock;
    private final Map<String, Integer> misses = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    JobNews(WorkflowClient client, Clock clock) {
        this.client = client;
        this.clock = clock;
    }

    void tell(LiveJob sprint, JobStatus status) {
        String key = sprint.sprintId() + "/" + sprint.attempt();
        if (status.state() != JobState.LOST) {
            misses.remove(key);
        }
        boolean worthTelling =
                switch (status.state()) {
                    case QUEUED, UNKNOWN -> false;
                    case RUNNING -> sprint.status() == SprintStatus.SUBMITTED && silentForLong(sprint);
                    case ENDED -> true;
                    case LOST -> misses.merge(key, 1, Integer::sum) >= LOOKS_BEFORE_LOST;
                };
        if (worthTelling && isDue(key + status.state())) {
            signal(sprint, status);
        }
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

    private void signal(LiveJob sprint, JobStatus status) {
        try {
            client.newWorkflowStub(SprintWorkflow.class, sprint.sprintId())
                    .jobObserved(new JobObservation(sprint.attempt(), status.state(), status.end()));
        } catch (WorkflowNotFoundException e) {
            // It has ended meanwhile, or is being rebuilt: then it is told at a later look.
            told.remove(sprint.sprintId() + "/" + sprint.attempt() + status.state());
        }
    }
}
