package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said to this machine, and what its answers mean. */
final class LocalCommands {
    private static final int CANCELLED_BEFORE = 3;
    private static final String SUBMIT = SchedulerScript.load("lock.sh", "submit.sh");
    private static final String STATUS = SchedulerScript.load("local-status.sh");
    private static final String CANCEL = SchedulerScript.load("lock.sh", "local-cancel.sh");

    private LocalCommands() {}

    /**
     * @param launcher the path of {@code local-submit.sh}
     * @param supervisor the path of {@code local-supervisor.sh}
     */
    static ShellCommand submit(Job job, String launcher, String supervisor) {
        return ShellCommand.script(
                SUBMIT,
                List.of(
                        job.attemptDirectory(),
                        "",
                        "bash",
                        launcher,
                        job.attemptDirectory(),
                        Long.toString(job.timeLimitSeconds()),
                        supervisor));
    }

    static JobRef parseSubmit(String cluster, Job job, ShellResult result) {
        if (result.exitCode() == CANCELLED_BEFORE) {
            throw new SubmitRefused("The sprint was cancelled before its job started.");
        }
        if (!result.ok()) {
            throw new ClusterUnavailable("the job did not start: " + result.complaint());
        }
        return new JobRef(cluster, result.stdout().strip(), job.name());
    }

    static ShellCommand status(Collection<Job> jobs) {
        List<String> arguments = new ArrayList<>();
        for (Job job : jobs) {
            arguments.add(job.attemptDirectory());
            arguments.add(job.ref() == null ? "0.0" : job.ref().id());
        }
        return ShellCommand.script(STATUS, arguments);
    }

    static Map<Job, JobStatus> parseStatus(Collection<Job> jobs, ShellResult result) {
        if (!result.ok()) {
            throw new ClusterUnavailable("cannot look at the jobs of this machine: " + result.complaint());
        }
        List<String> lines = result.stdout().lines().toList();
        Map<Job, JobStatus> states = new HashMap<>();
        int i = 0;
        for (Job job : jobs) {
            states.put(job, i < lines.size() ? parseLine(lines.get(i)) : JobStatus.of(JobState.UNKNOWN));
            i++;
        }
        return states;
    }

    private static JobStatus parseLine(String line) {
        String[] words = line.strip().split(" ");
        return switch (words[0]) {
            case "running" -> JobStatus.of(JobState.RUNNING);
            case "lost" ->
                new JobStatus(
                        JobState.LOST,
                        "",
                        new JobEnd(JobEnd.Cause.NODE_LOST, "LOST", null, null, "Its processes are gone."));
            case "ended" -> words.length < 4 ? JobStatus.of(JobState.UNKNOWN) : ended(words);
            default -> JobStatus.of(JobState.UNKNOWN);
        };
    }

    private static JobStatus ended(String[] words) {
        JobEnd.Cause cause =
                switch (words[1]) {
                    case "TIMEOUT" -> JobEnd.Cause.TIME_LIMIT;
                    case "CANCELLED" -> JobEnd.Cause.KILLED;
                    default -> JobEnd.Cause.EXITED;
                };
        int signal = Integer.parseInt(words[3]);
        return new JobStatus(
                JobState.ENDED,
                "",
                new JobEnd(cause, words[1], Integer.valueOf(words[2]), signal == 0 ? null : signal, "")
                        .after(ran(words)));
    }

    private static @Nullable Long ran(String[] words) {
        boolean told = words.length >= 6 && words[4].matches("\\d{1,12}") && words[5].matches("\\d{1,12}");
        return told ? Long.valueOf(Math.max(0, Long.parseLong(words[5]) - Long.parseLong(words[4]))) : null;
    }

    static ShellCommand cancel(Job job, Duration killWait) {
        ShellCommand script =
                ShellCommand.script(CANCEL, List.of(job.attemptDirectory(), Long.toString(killWait.toSeconds())));
        return new ShellCommand(script.argv(), script.stdin(), killWait.plusSeconds(30));
    }
}
