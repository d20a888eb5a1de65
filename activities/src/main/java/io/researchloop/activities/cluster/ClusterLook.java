package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellBatch;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobState;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A look at all jobs of a cluster: one command, and a second for those that the queue does not tell the end of.
 *
 * @param jobs in the order they were given
 * @param trouble why the scheduler gave no answer; null if it did
 */
record ClusterLook(
        Map<WatchedJob, Sighting> jobs,
        JobFiles files,
        @Nullable ClusterUnavailable trouble) {
    /** @throws ClusterUnavailable if the cluster itself cannot be reached */
    static ClusterLook at(RemoteShell shell, Scheduler scheduler, List<WatchedJob> watched)
            throws InterruptedException {
        if (watched.isEmpty()) {
            return nothing(shell.run(ShellCommand.of("true")));
        }
        List<Job> jobs = watched.stream().map(WatchedJob::job).toList();
        ShellBatch batch = ShellBatch.of(List.of(scheduler.queueCommand(jobs), JobFiles.command(watched)));
        List<ShellResult> answers = batch.split(shell.run(batch.command()));
        ClusterLook look = first(scheduler, watched, answers.get(0), JobFiles.parse(answers.get(1)));
        List<Job> unclear = look.unclear();
        Optional<ShellCommand> accounting = unclear.isEmpty() ? Optional.empty() : scheduler.accountingCommand(unclear);
        return accounting.isEmpty() ? look : look.accounted(shell, scheduler, unclear, accounting.get());
    }

    private static ClusterLook nothing(ShellResult answer) {
        if (!answer.ok()) {
            throw new ClusterUnavailable("it runs no command: " + answer.complaint());
        }
        return new ClusterLook(Map.of(), JobFiles.NONE, null);
    }

    private static ClusterLook first(Scheduler scheduler, List<WatchedJob> watched, ShellResult queue, JobFiles files) {
        Map<Job, JobStatus> queued = null;
        ClusterUnavailable trouble = null;
        try {
            queued = scheduler.parseQueue(watched.stream().map(WatchedJob::job).toList(), queue);
        } catch (ClusterUnavailable e) {
            trouble = e;
        }
        Map<WatchedJob, Sighting> seen = new LinkedHashMap<>();
        for (WatchedJob job : watched) {
            JobStatus status = queued == null ? null : queued.getOrDefault(job.job(), JobStatus.of(JobState.UNKNOWN));
            seen.put(job, new Sighting(status, files.exits().get(job.sprint().sprintId())));
        }
        return new ClusterLook(seen, files, trouble);
    }

    /** The jobs whose end accounting may know better. */
    private List<Job> unclear() {
        return jobs.entrySet().stream()
                .filter(seen -> isUnclear(seen.getValue()))
                .map(seen -> seen.getKey().job())
                .toList();
    }

    private static boolean isUnclear(Sighting seen) {
        JobStatus status = seen.status();
        if (status == null) {
            return false;
        }
        return switch (status.state()) {
            case UNKNOWN -> true;
            case ENDED -> status.end() == null || status.end().exitCode() == null;
            case QUEUED, RUNNING, LOST -> seen.endedByOthers();
        };
    }

    private ClusterLook accounted(RemoteShell shell, Scheduler scheduler, List<Job> unclear, ShellCommand command)
            throws InterruptedException {
        Map<Job, JobStatus> accounts = new HashMap<>();
        ClusterUnavailable failure = trouble;
        try {
            ShellResult answer = shell.run(command);
            if (!answer.ok()) {
                throw new ClusterUnavailable("the accounting does not answer: " + answer.complaint());
            }
            accounts.putAll(scheduler.parseAccounting(unclear, answer));
        } catch (ClusterUnavailable e) {
            failure = e;
        }
        Map<WatchedJob, Sighting> seen = new LinkedHashMap<>(jobs);
        for (Map.Entry<WatchedJob, Sighting> entry : seen.entrySet()) {
            Sighting before = entry.getValue();
            JobStatus account = accounts.get(entry.getKey().job());
            if (account != null && account.state() != JobState.UNKNOWN) {
                entry.setValue(before.with(account));
            } else if (failure != null && isUnknown(before)) {
                // Half an answer is none: accounting may know it.
                entry.setValue(before.with(null));
            }
        }
        return new ClusterLook(seen, files, failure);
    }

    private static boolean isUnknown(Sighting seen) {
        return seen.status() != null && seen.status().state() == JobState.UNKNOWN;
    }
}
