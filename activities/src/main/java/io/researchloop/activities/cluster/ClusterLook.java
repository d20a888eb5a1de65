package io.researchloop.activities.cluster;

import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.Scheduler;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellBatch;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One look at all jobs of a cluster: what the queue says, the exit files, and the status files of runners that are silent,
 * in one command; and one more for the accounting of jobs that are not in the queue any more.
 *
 * @param states of every job that was asked for
 * @param exited those whose exit files are there
 * @param statusFiles what the status files hold, one JSON a line
 * @param failure of the scheduler, though the files could be read; null if it answered
 */
record ClusterLook(
        Map<Job, JobStatus> states,
        Set<Job> exited,
        List<String> statusFiles,
        @Nullable ClusterUnavailable failure) {
    /** One line a file, empty for one that is not there. */
    private static final String FIRST_LINES = """
            for file; do
                line=
                { read -r line <"$file"; } 2>/dev/null
                printf '%s\\n' "$line"
            done
            """;

    /** @param silent the directories of sprints whose runners are not heard of by HTTP */
    static ClusterLook take(ClusterAccess access, List<Job> jobs, List<String> silent) throws InterruptedException {
        if (jobs.isEmpty()) {
            return new ClusterLook(Map.of(), Set.of(), List.of(), null);
        }
        List<String> files = new ArrayList<>();
        jobs.forEach(job -> files.add(job.attemptDirectory() + "/exit"));
        silent.forEach(directory -> files.add(directory + "/" + SprintFiles.STATUS));
        Scheduler scheduler = access.scheduler();
        ShellBatch batch =
                ShellBatch.of(List.of(scheduler.queueCommand(jobs), ShellCommand.script(FIRST_LINES, files)));
        List<ShellResult> answers = batch.split(access.shell().run(batch.command()));
        List<String> lines = answers.get(1).stdout().lines().toList();
        Map<Job, JobStatus> ended = exits(jobs, lines);
        List<String> statuses =
                lines.stream().skip(jobs.size()).filter(line -> !line.isBlank()).toList();
        Map<Job, JobStatus> states = new HashMap<>();
        ClusterUnavailable failure = null;
        try {
            states.putAll(scheduler.parseQueue(jobs, answers.get(0)));
            states.putAll(accounts(access, states));
        } catch (ClusterUnavailable e) {
            failure = e;
        }
        // The scheduler's own account tells more; but a job that wrote its exit file has ended, whatever it says next.
        ended.forEach((job, exit) ->
                states.merge(job, exit, (account, file) -> account.state() == JobState.ENDED ? account : file));
        return new ClusterLook(states, Set.copyOf(ended.keySet()), statuses, failure);
    }

    private static Map<Job, JobStatus> exits(List<Job> jobs, List<String> lines) {
        Map<Job, JobStatus> ended = new HashMap<>();
        for (int i = 0; i < jobs.size() && i < lines.size(); i++) {
            if (lines.get(i).strip().matches("\\d{1,3}")) {
                Integer code = Integer.valueOf(lines.get(i).strip());
                ended.put(
                        jobs.get(i),
                        new JobStatus(JobState.ENDED, "", new JobEnd(JobEnd.Cause.EXITED, "EXITED", code, null, "")));
            }
        }
        return ended;
    }

    /** For those that the queue does not know, or whose end it tells without the exit code. */
    private static Map<Job, JobStatus> accounts(ClusterAccess access, Map<Job, JobStatus> queue)
            throws InterruptedException {
        List<Job> gone = queue.entrySet().stream()
                .filter(entry -> needsAccount(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        Optional<ShellCommand> command =
                gone.isEmpty() ? Optional.empty() : access.scheduler().accountingCommand(gone);
        if (command.isEmpty()) {
            return Map.of();
        }
        Map<Job, JobStatus> accounts = new HashMap<>(
                access.scheduler().parseAccounting(gone, access.shell().run(command.get())));
        accounts.values().removeIf(status -> status.state() == JobState.UNKNOWN);
        return accounts;
    }

    private static boolean needsAccount(JobStatus status) {
        JobEnd end = status.end();
        return status.state() == JobState.UNKNOWN
                || (status.state() == JobState.ENDED && (end == null || end.exitCode() == null));
    }
}
