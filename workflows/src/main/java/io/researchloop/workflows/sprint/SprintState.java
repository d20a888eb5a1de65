package io.researchloop.workflows.sprint;

import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintSpec;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Where the sprint is. Only the workflow's main method changes it; time is handed in. */
final class SprintState {
    private final SprintSpec spec;
    private SprintStatus status;
    private int attempt;
    private int cutOffs;
    private int usageLimits;
    private long revision;
    private @Nullable JobRef job;
    private long ranSeconds;
    private long progress;
    private @Nullable Instant queuedAt;
    private @Nullable Instant submittedAt;
    private @Nullable Instant startedAt;
    private @Nullable Instant attemptStartedAt;
    private @Nullable Instant completedAt;
    private @Nullable Instant sleepUntil;
    private @Nullable String error;
    private @Nullable AttemptRecord attemptRecord;

    SprintState(SprintSnapshot snapshot) {
        spec = snapshot.spec();
        status = snapshot.status();
        attempt = snapshot.attempt();
        cutOffs = snapshot.cutOffs();
        usageLimits = snapshot.usageLimits();
        revision = snapshot.revision();
        job = snapshot.job();
        ranSeconds = snapshot.ranSeconds();
        startedAt = snapshot.startedAt();
        attemptStartedAt = snapshot.attemptStartedAt();
        sleepUntil = snapshot.sleepUntil();
        error = snapshot.error();
    }

    SprintSpec spec() {
        return spec;
    }

    SprintStatus status() {
        return status;
    }

    int attempt() {
        return attempt;
    }

    @Nullable
    JobRef job() {
        return job;
    }

    @Nullable
    Instant sleepUntil() {
        return sleepUntil;
    }

    /** Time that the present attempt's job may run. */
    long remainingSeconds() {
        return Math.max(1, spec.maxRunSeconds() - ranSeconds);
    }

    /** How long from now until the present attempt has used up the time limit. */
    Duration untilDeadline(Instant now) {
        Instant start = attemptStartedAt == null ? now : attemptStartedAt;
        return Duration.between(now, start.plusSeconds(remainingSeconds()));
    }

    void queue(Instant now, @Nullable Instant until) {
        status = SprintStatus.QUEUED;
        queuedAt = now;
        sleepUntil = until;
    }

    void beginAttempt() {
        status = SprintStatus.SUBMITTED;
        attempt++;
        job = null;
        submittedAt = null;
        attemptStartedAt = null;
        sleepUntil = null;
        record(null, null);
    }

    void submitted(JobRef ref, Instant now) {
        job = ref;
        submittedAt = now;
        record(null, null);
    }

    void started(Instant now) {
        status = SprintStatus.RUNNING;
        attemptStartedAt = now;
        if (startedAt == null) {
            startedAt = now;
        }
        record(null, null);
    }

    /** True if the agent got on since this was asked last. After a rebuild any progress at all counts. */
    boolean gotOn(long nowAt) {
        boolean more = nowAt > progress;
        progress = nowAt;
        return more;
    }

    /** @param forgiven true if it does not count against the attempts that may be cut off */
    void ended(AttemptEnd end, Instant now, boolean forgiven) {
        Instant stopped = stopped(end, now);
        if (attemptStartedAt != null) {
            ranSeconds +=
                    Math.max(0, Duration.between(attemptStartedAt, stopped).toSeconds());
        }
        OutcomeKind kind = end.outcome().kind();
        if (kind == OutcomeKind.USAGE_LIMITED) {
            usageLimits++;
        } else if (NextMove.cutsOff(kind) && !forgiven) {
            cutOffs++;
        }
        record(stopped, end);
    }

    /**
     * Nobody may have been able to look for hours: the scheduler's account knows how long the job ran. Histories of before it
     * was asked hold no such number, and are read as they were written.
     */
    private Instant stopped(AttemptEnd end, Instant now) {
        Long ran = end.job() == null ? null : end.job().ranSeconds();
        if (ran == null || attemptStartedAt == null) {
            return now;
        }
        Instant stopped = attemptStartedAt.plusSeconds(ran);
        return stopped.isBefore(now) ? stopped : now;
    }

    void finish(SprintStatus terminal, @Nullable String why, Instant now) {
        status = terminal;
        error = why;
        completedAt = now;
        sleepUntil = null;
    }

    private void record(@Nullable Instant endedAt, @Nullable AttemptEnd end) {
        if (attempt > 0) {
            attemptRecord = new AttemptRecord(
                    attempt, job == null ? null : job.id(), submittedAt, attemptStartedAt, endedAt, end);
        }
    }

    /** The next revision of the row; what was told once of the attempt is not told again. */
    SprintProjection project() {
        revision++;
        AttemptRecord changed = attemptRecord;
        attemptRecord = null;
        return new SprintProjection(
                spec.sprintId(),
                revision,
                status,
                attempt,
                cutOffs,
                usageLimits,
                job,
                ranSeconds,
                queuedAt,
                startedAt,
                attemptStartedAt,
                completedAt,
                sleepUntil,
                error,
                changed);
    }

    SprintSnapshot snapshot(@Nullable String cancelReason) {
        return new SprintSnapshot(
                spec,
                status,
                attempt,
                cutOffs,
                usageLimits,
                revision,
                job,
                ranSeconds,
                startedAt,
                attemptStartedAt,
                sleepUntil,
                cancelReason,
                error);
    }

    /** One line for the Temporal UI. */
    String describe() {
        StringBuilder line = new StringBuilder(status.name().toLowerCase(Locale.ROOT));
        if (sleepUntil != null) {
            line.append(", sleeps until ").append(sleepUntil);
        }
        if (attempt > 0) {
            line.append(", attempt ").append(attempt);
        }
        if (job != null) {
            line.append(", job ").append(job.id());
        }
        if (error != null) {
            line.append(": ").append(error);
        }
        return line.toString();
    }
}
