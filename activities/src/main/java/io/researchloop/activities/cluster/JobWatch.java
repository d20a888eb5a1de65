package io.researchloop.activities.cluster;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.Onlookers;
import io.researchloop.activities.store.SlotClaims;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.sprint.SprintWorkflow;
import io.temporal.client.WorkflowClient;
import io.temporal.client.WorkflowNotFoundException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Watches all jobs of a cluster: one look a tick for all of them, and a word to each sprint whose job changed. */
@Component
final class JobWatch {
    private static final Duration LOCAL_TICK = Duration.ofSeconds(1);
    private static final Duration NAP = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(25);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Clusters clusters;
    private final SprintStore sprints;
    private final SlotClaims claims;
    private final Reachability reachability;
    private final DirectoryWatch directories;
    private final WaitingReasons reasons;
    private final WantedLooks wanted;
    private final ObjectProvider<Onlookers> onlookers;
    private final Clock clock = Clock.systemUTC();

    JobWatch(
            Clusters clusters,
            SprintStore sprints,
            SlotClaims claims,
            Reachability reachability,
            DirectoryWatch directories,
            WaitingReasons reasons,
            WantedLooks wanted,
            ObjectProvider<Onlookers> onlookers) {
        this.clusters = clusters;
        this.sprints = sprints;
        this.claims = claims;
        this.reachability = reachability;
        this.directories = directories;
        this.reasons = reasons;
        this.wanted = wanted;
        this.onlookers = onlookers;
    }

    /** Returns after a while, or when there has been nothing to watch for some time. */
    void run(String cluster, WorkflowClient client, HeartbeatPump heartbeat) throws InterruptedException {
        new Round(clusters.access(cluster), client).run(heartbeat);
    }

    /** One watch of one cluster. */
    private final class Round {
        private final ClusterAccess access;
        private final String cluster;
        private final WorkflowClient client;
        private final Pace pace;
        private final JobNews news = new JobNews(clock);
        private @Nullable Instant looked;
        private double chance;

        Round(ClusterAccess access, WorkflowClient client) {
            this.access = access;
            this.cluster = access.config().name();
            this.client = client;
            this.pace = new Pace(
                    access.config().schedulerType() == SchedulerType.LOCAL
                            ? LOCAL_TICK
                            : access.config().pollInterval());
        }

        void run(HeartbeatPump heartbeat) throws InterruptedException {
            Instant start = clock.instant();
            Instant lastSeen = start;
            while (clock.instant().isBefore(start.plus(LONGEST))) {
                heartbeat.check();
                List<LiveJob> live = sprints.liveJobs(cluster);
                if (!live.isEmpty()) {
                    lastSeen = clock.instant();
                } else if (clock.instant().isAfter(lastSeen.plus(IDLE))) {
                    return;
                }
                Duration left = live.isEmpty() ? NAP : untilNext(live);
                if (left.isZero() || left.isNegative()) {
                    look(live);
                    left = untilNext(live);
                }
                // In naps, so that a job that comes meanwhile is looked at soon.
                Thread.sleep(Math.max(1, Math.min(left.toMillis(), NAP.toMillis())));
            }
        }

        private Duration untilNext(List<LiveJob> live) {
            Instant now = clock.instant();
            if (looked == null) {
                return Duration.ZERO;
            }
            return Duration.between(now, looked.plus(wanted.isWanted(cluster) ? pace.whenWanted() : usual(live, now)));
        }

        private Duration usual(List<LiveJob> live, Instant now) {
            List<@Nullable Instant> submissions = new ArrayList<>();
            live.forEach(job -> submissions.add(job.submittedAt()));
            return pace.after(now, submissions, isWatched(live), reachability.failures(cluster), chance);
        }

        /** Of a runner that reports by HTTP, looks bring no news that anybody would wait for. */
        private boolean isWatched(List<LiveJob> live) {
            return live.stream()
                    .filter(job -> onlookers.stream().anyMatch(people -> people.watch(job.sprintId())))
                    .anyMatch(job -> directories.isSilent(job, heard(job)));
        }

        private void look(List<LiveJob> live) throws InterruptedException {
            wanted.begun(cluster);
            try {
                directories.keep(live);
                reasons.keep(cluster, live);
                ClusterLook look = ClusterLook.at(access.shell(), access.scheduler(), watched(live));
                directories.take(look.files());
                look.jobs().forEach((job, seen) -> {
                    reasons.seen(cluster, job.sprint(), seen);
                    tell(job.sprint(), seen);
                });
                if (look.trouble() == null) {
                    reachability.answered(cluster, clock.instant());
                } else {
                    failed(look.trouble());
                }
            } catch (ClusterUnavailable e) {
                failed(e);
            } finally {
                looked = clock.instant();
                chance = ThreadLocalRandom.current().nextDouble();
            }
        }

        /** The sprints keep their state: an outage is no end. */
        private void failed(ClusterUnavailable trouble) {
            reachability.failed(cluster, clock.instant(), String.valueOf(trouble.getMessage()));
        }

        private List<WatchedJob> watched(List<LiveJob> live) throws InterruptedException {
            List<WatchedJob> watched = new ArrayList<>();
            for (LiveJob job : ClusterActivitiesImpl.submitted(live)) {
                boolean silent = directories.isSilent(job, heard(job));
                watched.add(new WatchedJob(
                        job,
                        jobOf(job, access.directory(job.directory())),
                        silent,
                        silent ? directories.commandsFor(job) : List.of()));
            }
            return watched;
        }

        private @Nullable Instant heard(LiveJob job) {
            return claims.find(job.sprintId())
                    .map(SlotClaims.Claimant::heartbeatAt)
                    .orElse(null);
        }

        private void tell(LiveJob sprint, Sighting seen) {
            news.of(sprint, seen, heard(sprint)).ifPresent(due -> signal(sprint, due));
        }

        private void signal(LiveJob sprint, JobObservation due) {
            try {
                client.newWorkflowStub(SprintWorkflow.class, sprint.sprintId()).jobObserved(due);
            } catch (WorkflowNotFoundException e) {
                // It has ended meanwhile, or is being rebuilt: then it is told at a later look.
                news.notTold(sprint, due);
            }
        }
    }

    private static Job jobOf(LiveJob live, String directory) {
        return new Job(
                JobRef.nameOf(live.sprintId(), live.attempt()),
                directory,
                directory + "/" + SprintFiles.attempt(live.attempt()),
                0,
                Map.of(),
                live.job());
    }
}
