package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Decides what a sprint's workflow has to hear of its job: only what changes something for it. */
final class JobNews {
    /** A job whose processes are gone is taken for lost after so many looks. */
    private static final int LOOKS_WITHOUT_PROCESSES = 3;

    /** One that nobody knows of, after so many looks and so long without a word from its runner. */
    private static final int LOOKS_WITHOUT_TRACE = 5;

    private static final Duration WITHOUT_TRACE = Duration.ofMinutes(2);

    /** The runner says by itself that it has started; the scheduler's word counts when it has not after this time. */
    private static final Duration RUNNER_SPEAKS_WITHIN = Duration.ofSeconds(5);

    /** How long to wait for the account of a job that somebody ended. */
    private static final Duration ACCOUNT_COMES_WITHIN = Duration.ofSeconds(15);

    private static final Duration SAY_AGAIN = Duration.ofSeconds(30);
    private static final int SIGNALLED = 128;

    private record Misses(int looks, Instant since) {
        Misses more() {
            return new Misses(looks + 1, since);
        }
    }

    private final Clock clock;
    private final Map<String, Misses> misses = new HashMap<>();
    private final Map<String, Instant> exits = new HashMap<>();
    private final Map<String, Instant> told = new HashMap<>();

    JobNews(Clock clock) {
        this.clock = clock;
    }

    /**
     * What is to be told now; it is not due again for a while, unless {@link #notTold}.
     *
     * @param heard when the runner last said something, by HTTP or by its file; null if it never has
     */
    Optional<JobObservation> of(LiveJob sprint, Sighting seen, @Nullable Instant heard) {
        String key = sprint.sprintId() + "/" + sprint.attempt();
        Optional<JobObservation> news = seen.exitCode() != null
                ? ended(sprint, key, seen, seen.exitCode())
                : bySchedule(sprint, key, seen, heard);
        return news.filter(due -> isDue(key + due.state()));
    }

    /** The workflow could not be told: it is at the next look. */
    void notTold(LiveJob sprint, JobObservation news) {
        told.remove(sprint.sprintId() + "/" + sprint.attempt() + news.state());
    }

    /** The exit file is there: the job has ended whatever the scheduler says, which may yet know why. */
    private Optional<JobObservation> ended(LiveJob sprint, String key, Sighting seen, int code) {
        JobStatus status = seen.status();
        if (status != null && status.state() == JobState.ENDED && status.end() != null) {
            return runnerEnded(sprint, status.end());
        }
        Instant since = exits.computeIfAbsent(key, unused -> clock.instant());
        if (seen.endedByOthers() && clock.instant().isBefore(since.plus(ACCOUNT_COMES_WITHIN))) {
            return Optional.empty();
        }
        Integer signal = code > SIGNALLED ? Integer.valueOf(code - SIGNALLED) : null;
        return runnerEnded(sprint, new JobEnd(JobEnd.Cause.EXITED, "exit " + code, code, signal, ""));
    }

    private Optional<JobObservation> bySchedule(LiveJob sprint, String key, Sighting seen, @Nullable Instant heard) {
        JobStatus status = seen.status();
        if (status == null) {
            return Optional.empty();
        }
        if (status.state() != JobState.LOST && status.state() != JobState.UNKNOWN) {
            misses.remove(key);
        }
        return switch (status.state()) {
            case QUEUED -> Optional.empty();
            case RUNNING ->
                sprint.status() == SprintStatus.SUBMITTED && silentForLong(sprint)
                        ? observed(sprint, JobState.RUNNING, null)
                        : Optional.empty();
            case ENDED -> observed(sprint, JobState.ENDED, status.end());
            case LOST ->
                miss(key).looks() >= LOOKS_WITHOUT_PROCESSES
                        ? observed(sprint, JobState.LOST, status.end())
                        : Optional.empty();
            case UNKNOWN -> unknown(sprint, key, heard);
        };
    }

    private Optional<JobObservation> unknown(LiveJob sprint, String key, @Nullable Instant heard) {
        Misses missed = miss(key);
        Instant longAgo = clock.instant().minus(WITHOUT_TRACE);
        boolean alive = heard != null && heard.isAfter(longAgo);
        if (alive || missed.looks() < LOOKS_WITHOUT_TRACE || missed.since().isAfter(longAgo)) {
            return Optional.empty();
        }
        return observed(
                sprint,
                JobState.LOST,
                new JobEnd(
                        JobEnd.Cause.UNKNOWN,
                        "UNKNOWN",
                        null,
                        null,
                        "Neither the scheduler's queue nor its accounting knows it."));
    }

    private Misses miss(String key) {
        return misses.compute(key, (unused, before) -> before == null ? new Misses(1, clock.instant()) : before.more());
    }

    private static Optional<JobObservation> runnerEnded(LiveJob sprint, JobEnd end) {
        return Optional.of(new JobObservation(sprint.attempt(), JobState.ENDED, end, true));
    }

    private static Optional<JobObservation> observed(LiveJob sprint, JobState state, @Nullable JobEnd end) {
        return Optional.of(new JobObservation(sprint.attempt(), state, end));
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
}
