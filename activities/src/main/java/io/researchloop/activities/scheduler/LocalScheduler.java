package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobRef;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * This machine as a batch system: a job is a process group with a supervisor of its own, which outlives the
 * orchestrator, and is found again by pid and start time.
 */
public final class LocalScheduler implements Scheduler {
    private static final Duration KILL_WAIT = Duration.ofSeconds(30);
    private static final String LAUNCHER = SchedulerScript.load("local-submit.sh");
    private static final String SUPERVISOR = SchedulerScript.load("local-supervisor.sh");

    private final String cluster;
    private final RemoteShell shell;

    public LocalScheduler(String cluster, RemoteShell shell) {
        this.cluster = cluster;
        this.shell = shell;
    }

    @Override
    public String directives(Job job) {
        return "";
    }

    @Override
    public JobRef submit(Job job) throws InterruptedException {
        String launcher = job.attemptDirectory() + "/local-submit.sh";
        String supervisor = job.attemptDirectory() + "/local-supervisor.sh";
        shell.write(List.of(FileWrite.text(launcher, LAUNCHER), FileWrite.text(supervisor, SUPERVISOR)));
        return LocalCommands.parseSubmit(cluster, job, shell.run(LocalCommands.submit(job, launcher, supervisor)));
    }

    @Override
    public ShellCommand queueCommand(Collection<Job> jobs) {
        return LocalCommands.status(jobs);
    }

    @Override
    public Map<Job, JobStatus> parseQueue(Collection<Job> jobs, ShellResult answer) {
        return LocalCommands.parseStatus(jobs, answer);
    }

    /** The look at a job's processes reads its account, too. */
    @Override
    public Optional<ShellCommand> accountingCommand(Collection<Job> jobs) {
        return Optional.empty();
    }

    @Override
    public Map<Job, JobStatus> parseAccounting(Collection<Job> jobs, ShellResult answer) {
        return Map.of();
    }

    @Override
    public void cancel(Job job) throws InterruptedException {
        ShellResult result = shell.run(LocalCommands.cancel(job, KILL_WAIT));
        if (!result.ok()) {
            throw new ClusterUnavailable("cannot end the job: " + result.complaint());
        }
    }
}
