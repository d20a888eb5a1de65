package io.researchloop.activities.cluster;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileRefused;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobRef;
import io.temporal.client.WorkflowClient;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private static final Duration YOUNG = Duration.ofSeconds(30);
    private static final Duration SOON = Duration.ofSeconds(3);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** So many looks in a row must fail before people are told that the cluster is paused. */
    private static final int FAILURES_BEFORE_PAUSE = 3;

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
        Duration usual = access.config().schedulerType() == SchedulerType.LOCAL
                ? LOCAL_TICK
                : access.config().pollInterval();
        JobNews news = new JobNews(client, clock, directories::lastHeard);
        Instant start = clock.instant();
        Instant lastSeen = start;
        int failures = 0;
        while (clock.instant().isBefore(start.plus(LONGEST))) {
            heartbeat.check();
            List<LiveJob> live = sprints.liveJobs(cluster);
            if (!live.isEmpty()) {
                lastSeen = clock.instant();
                failures = look(access, ClusterActivitiesImpl.submitted(live), news, failures);
            } else if (clock.instant().isAfter(lastSeen.plus(IDLE))) {
                return;
            }
            Thread.sleep(pause(usual, live, failures).toMillis());
        }
    }

    /** Soon after a submit, when much happens; later as the site likes it; and ever more rarely where nobody answers. */
    private Duration pause(Duration usual, List<LiveJob> live, int failures) {
        if (failures > 0) {
            long millis = Math.max(1000, usual.toMillis()) << Math.min(6, failures - 1);
            return Duration.ofMillis(Math.max(usual.toMillis(), Math.min(LONGEST_PAUSE.toMillis(), millis)));
        }
        Instant young = clock.instant().minus(YOUNG);
        boolean soon = live.stream()
                .anyMatch(job -> job.submittedAt() == null || job.submittedAt().isAfter(young));
        return soon && usual.compareTo(SOON) > 0 ? SOON : usual;
    }

    /** The failures in a row, with this one. */
    private int look(ClusterAccess access, List<LiveJob> live, JobNews news, int failures) throws InterruptedException {
        String cluster = access.config().name();
        try {
            Map<Job, LiveJob> jobs = new LinkedHashMap<>();
            for (LiveJob job : live) {
                jobs.put(jobOf(job, access.directory(job.directory())), job);
            }
            List<LiveJob> silent = directories.silent(live);
            List<String> folders = new ArrayList<>();
            for (LiveJob job : silent) {
                folders.add(access.directory(job.directory()));
            }
            if (jobs.isEmpty()) {
                // A submit is under way: whether it will arrive, only the cluster itself can say.
                access.shell().run(ShellCommand.of("true"));
            }
            ClusterLook look = ClusterLook.take(access, List.copyOf(jobs.keySet()), folders);
            jobs.forEach((job, sprint) -> {
                if (look.states().get(job) != null) {
                    news.tell(sprint, look.states().get(job), look.exited().contains(job));
                }
            });
            directories.look(access, silent, look.statusFiles());
            if (look.failure() != null) {
                throw look.failure();
            }
            states.polled(cluster, clock.instant());
            return 0;
        } catch (ClusterUnavailable | FileRefused e) {
            // The sprints keep their state: an outage is no end.
            int inARow = failures + 1;
            states.failed(cluster, clock.instant(), String.valueOf(e.getMessage()), inARow >= FAILURES_BEFORE_PAUSE);
            LOG.warn("cluster={} cannot be looked at, {} times in a row: {}", cluster, inARow, e.getMessage());
            return inARow;
        }
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
