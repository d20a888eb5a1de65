package io.researchloop.activities.scheduler;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A scheduler that is driven by commands in a shell. */
public final class CommandScheduler implements Scheduler {
    private static final int CANCELLED_BEFORE = 3;
    private static final int REFUSED = 10;
    private static final Duration KILL_WAIT = Duration.ofSeconds(60);
    private static final Duration SUBMIT = Duration.ofMinutes(3);
    private static final String SUBMIT_SCRIPT = SchedulerScript.load("submit.sh");
    private static final String CANCEL_SCRIPT = SchedulerScript.load("cancel.sh");

    private final String cluster;
    private final RemoteShell shell;
    private final SchedulerCommands commands;

    private CommandScheduler(String cluster, RemoteShell shell, SchedulerCommands commands) {
        this.cluster = cluster;
        this.shell = shell;
        this.commands = commands;
    }

    public static CommandScheduler slurm(String cluster, RemoteShell shell) {
        return new CommandScheduler(cluster, shell, new SlurmCommands());
    }

    public static CommandScheduler sge(String cluster, RemoteShell shell) {
        return new CommandScheduler(cluster, shell, new SgeCommands());
    }

    @Override
    public String directives(Job job) {
        return commands.directives(job);
    }

    @Override
    public JobRef submit(Job job) throws InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(job.attemptDirectory(), commands.lookUp(job.name())));
        arguments.addAll(commands.submit(job));
        ShellResult result = shell.run(script(SUBMIT_SCRIPT, arguments, SUBMIT));
        if (result.exitCode() == CANCELLED_BEFORE) {
            throw new SubmitRefused("The sprint was cancelled before its job was submitted.");
        }
        if (result.exitCode() == REFUSED && !commands.mayWorkLater(result.stderr())) {
            throw new SubmitRefused("The scheduler refuses the job: " + result.complaint());
        }
        if (!result.ok()) {
            throw new ClusterUnavailable("the job could not be submitted: " + result.complaint());
        }
        return new JobRef(cluster, commands.parseId(result.stdout().strip()), job.name());
    }

    @Override
    public ShellCommand queueCommand(Collection<Job> jobs) {
        return commands.queue(ids(jobs));
    }

    @Override
    public Map<Job, JobStatus> parseQueue(Collection<Job> jobs, ShellResult answer) {
        return byJob(jobs, commands.parseQueue(answer));
    }

    @Override
    public Optional<ShellCommand> accountingCommand(Collection<Job> jobs) {
        return Optional.of(commands.accounting(ids(jobs)));
    }

    @Override
    public Map<Job, JobStatus> parseAccounting(Collection<Job> jobs, ShellResult answer) {
        return byJob(jobs, commands.parseAccounting(answer));
    }

    @Override
    public void cancel(Job job) throws InterruptedException {
        ShellResult result = shell.run(script(
                CANCEL_SCRIPT,
                List.of(
                        job.attemptDirectory(),
                        Long.toString(KILL_WAIT.toSeconds()),
                        commands.lookUp(job.name()),
                        commands.end(),
                        commands.isAlive()),
                KILL_WAIT.plusMinutes(2)));
        if (!result.ok()) {
            throw new ClusterUnavailable("cannot end the job: " + result.complaint());
        }
    }

    private static List<String> ids(Collection<Job> jobs) {
        return jobs.stream()
                .map(job -> Objects.requireNonNull(job.ref(), "only a submitted job can be looked at")
                        .id())
                .toList();
    }

    private static Map<Job, JobStatus> byJob(Collection<Job> jobs, Map<String, JobStatus> known) {
        Map<Job, JobStatus> states = new HashMap<>();
        for (Job job : jobs) {
            String id = Objects.requireNonNull(job.ref()).id();
            states.put(job, known.getOrDefault(id, JobStatus.of(JobState.UNKNOWN)));
        }
        return states;
    }

    private static ShellCommand script(String script, List<String> arguments, Duration limit) {
        ShellCommand usual = ShellCommand.script(script, arguments);
        return new ShellCommand(usual.argv(), usual.stdin(), limit);
    }
}
