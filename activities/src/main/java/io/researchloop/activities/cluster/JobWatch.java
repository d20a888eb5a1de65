package io.researchloop.activities.cluster;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Watches all jobs of a cluster: one look a tick for all of them, and a word to each sprint whose job changed. */
@Component
final class JobWatch {
    private static final Logger LOG = LoggerFactory.getLogger(JobWatch.class);
    private static final Duration LOCAL_TICK = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(25);
    private static final Duration IDLE = Duration.ofSeconds(10);

    private final Clusters clusters;
    private final SprintStore sprints;
    private final ClusterStates states;
    private final DirectoryWatch directories;
    private final Clock clock = Clock.systemUTC();

    JobWatch(Clusters clusters, SprintStore sprints, ClusterStates states, DirectoryWatch directories) {
        this.clusters = clusters;
        this.sprints = sprints;
        this.states = states;
        this.directories = directories;
    }

    /** Returns after a while, or when there has been nothing to watch for some time. */
    void run(String cluster, WorkflowClient client, HeartbeatPump heartbeat) throws InterruptedException {
        ClusterAccess access = clusters.access(cluster);
        Duration tick = access.config().schedulerType() == SchedulerType.LOCAL
                ? LOCAL_TICK
                : access.config().pollInterval();
        JobNews news = new JobNews(client, clock);
        Instant start = clock.instant();
        Instant lastSeen = start;
        while (clock.instant().isBefore(start.plus(LONGEST))) {
            heartbeat.check();
            List<LiveJob> live = sprints.liveJobs(cluster);
            if (!live.isEmpty()) {
                lastSeen = clock.instant();
                look(access, ClusterActivitiesImpl.submitted(live), news);
            } else if (clock.instant().isAfter(lastSeen.plus(IDLE))) {
                return;
            }
            Thread.sleep(tick.toMillis());
        }
    }

    private void look(ClusterAccess access, List<LiveJob> live, JobNews news) throws InterruptedException {
        String cluster = access.config().name();
        try {
            Map<Job, LiveJob> jobs = new LinkedHashMap<>();
            for (LiveJob job : live) {
                jobs.put(jobOf(job, access.directory(job.directory())), job);
            }
            Map<Job, JobStatus> seen = ask(access, List.copyOf(jobs.keySet()));
            states.polled(cluster, clock.instant());
            jobs.forEach((job, sprint) -> news.tell(sprint, seen.getOrDefault(job, JobStatus.of(JobState.UNKNOWN))));
            directories.look(access, live);
        } catch (ClusterUnavailable e) {
            // The sprints keep their state: an outage is no end.
            states.failed(cluster, clock.instant(), String.valueOf(e.getMessage()));
            LOG.warn("cluster={} cannot be looked at: {}", cluster, e.getMessage());
        }
    }

    private static Map<Job, JobStatus> ask(ClusterAccess access, List<Job> jobs) throws InterruptedException {
        return jobs.isEmpty()
                ? Map.of()
                : access.scheduler()
                        .parseQueue(jobs, access.shell().run(access.scheduler().queueCommand(jobs)));
    }

    private static Job jobOf(LiveJob live, String directory) {
        JobRef ref = live.job();
        return new Job(
                JobRef.nameOf(live.sprintId(), live.attempt()),
                directory,
                directory + "/" + SprintFiles.attempt(live.attempt()),
                0,
                Map.of(),
                ref);
    }
}
