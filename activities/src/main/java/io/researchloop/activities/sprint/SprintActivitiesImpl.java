package io.researchloop.activities.sprint;

import io.researchloop.activities.UserError;
import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.cluster.Clusters;
import io.researchloop.activities.cluster.HeartbeatPump;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.activities.transport.FileRefused;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.TweakId;
import io.researchloop.workflows.sprint.AttemptRequest;
import io.researchloop.workflows.sprint.SprintActivities;
import io.researchloop.workflows.sprint.VerdictRequest;
import io.temporal.activity.Activity;
import io.temporal.failure.ApplicationFailure;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Says to Temporal which failures are the user's to mend and which are worth another try. */
@Component
public final class SprintActivitiesImpl implements SprintActivities {
    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final Configuration configuration;
    private final Clusters clusters;
    private final SprintPreparation preparation;
    private final RemainsReader remains;
    private final ResultCollector results;

    SprintActivitiesImpl(
            SprintStore sprints,
            Tweaks tweaks,
            Configuration configuration,
            Clusters clusters,
            SprintPreparation preparation,
            RemainsReader remains,
            ResultCollector results) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.configuration = configuration;
        this.clusters = clusters;
        this.preparation = preparation;
        this.remains = remains;
        this.results = results;
    }

    @Override
    public JobRef submit(AttemptRequest request) {
        return alive(() -> {
            Owner owner = owner(request.sprintId());
            try {
                ClusterAccess cluster = clusters.access(owner.row().cluster());
                StudyConfig study = study(owner.row());
                Job job = job(cluster, owner, request.attempt(), request.timeLimitSeconds(), null);
                preparation.prepare(cluster, owner, study, job, request.attempt());
                return cluster.scheduler().submit(job);
            } catch (SubmitRefused | UserError | FileRefused e) {
                throw ApplicationFailure.newNonRetryableFailureWithCause(String.valueOf(e.getMessage()), REFUSED, e);
            }
        });
    }

    @Override
    public void cancel(AttemptRequest request) {
        Done unused = alive(() -> {
            Owner owner = owner(request.sprintId());
            ClusterAccess cluster = clusters.access(owner.row().cluster());
            cluster.scheduler().cancel(job(cluster, owner, request.attempt(), request.timeLimitSeconds(), owner.job()));
            return Done.DONE;
        });
    }

    @Override
    public AttemptEnd verdict(VerdictRequest request) {
        return alive(() -> {
            Owner owner = owner(request.sprintId());
            ClusterAccess cluster = clusters.access(owner.row().cluster());
            return remains.read(cluster, owner, request.attempt(), request.end())
                    .read(RetryMemory.of(cluster.config()).helps(owner));
        });
    }

    @Override
    public void collect(AttemptRequest request) {
        Done unused = alive(() -> {
            Owner owner = owner(request.sprintId());
            results.collect(clusters.access(owner.row().cluster()), owner);
            return Done.DONE;
        });
    }

    private enum Done {
        DONE
    }

    private interface Work<T> {
        T run() throws InterruptedException;
    }

    /** Heartbeats meanwhile: without them the work of a server that was killed would be missed only after minutes. */
    private static <T> T alive(Work<T> work) {
        HeartbeatPump heartbeat = new HeartbeatPump(Activity.getExecutionContext());
        try {
            return work.run();
        } catch (InterruptedException e) {
            throw interrupted(e);
        } finally {
            heartbeat.close();
        }
    }

    /** @param id a sprint's or a tweak's */
    private Owner owner(String id) {
        if (!TweakId.is(id)) {
            return new Owner(detail(id), null);
        }
        TweakRow tweak = tweaks.find(id).orElseThrow(() -> new IllegalStateException("there is no row of tweak " + id));
        return new Owner(detail(tweak.sprintId()), tweak);
    }

    private SprintDetail detail(String sprintId) {
        return sprints.detail(sprintId)
                .orElseThrow(() -> new IllegalStateException("there is no row of sprint " + sprintId));
    }

    private StudyConfig study(SprintRow row) {
        return configuration
                .study(row.studyName())
                .orElseThrow(() -> new SubmitRefused("The study " + row.studyName() + " is not in "
                        + configuration.file() + " any more. Put it back, and resubmit the sprint."));
    }

    private static Job job(ClusterAccess cluster, Owner owner, int attempt, long timeLimitSeconds, @Nullable JobRef ref)
            throws InterruptedException {
        String directory = cluster.directory(owner.row().directory());
        return new Job(
                JobRef.nameOf(owner.id(), attempt),
                directory,
                owner.attempts(directory).attempt(attempt),
                timeLimitSeconds,
                RetryMemory.of(cluster.config()).options(owner, attempt),
                ref);
    }

    /** The worker shuts down: Temporal gives the activity to the next one. */
    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("the server is shutting down", e);
    }
}
