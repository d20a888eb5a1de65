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
    private static final String SUBMIT_SCRIPT = SchedulerScript.load("lock.sh", "submit.sh");
    private static final String WITHDRAW_SCRIPT = SchedulerScript.load("lock.sh", "withdraw.sh");
    private static final String END_SCRIPT = SchedulerScript.load("end.sh");

    private final String cluster;
    private final RemoteShell shell;
    private final SchedulerCommands commands;

    CommandScheduler(String cluster, RemoteShell shell, SchedulerCommands commands) {
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

    public static CommandScheduler pbs(String cluster, RemoteShell shell) {
        return new CommandScheduler(cluster, shell, new PbsCommands());
    }

    public static CommandScheduler lsf(String cluster, RemoteShell shell) {
        return new CommandScheduler(cluster, shell, new LsfCommands());
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
        if (result.exitCode() == REFUSED && isFinal(result)) {
            throw new SubmitRefused("The scheduler refuses the job: " + result.complaint());
        }
        if (!result.ok()) {
            throw new ClusterUnavailable("the job could not be submitted: " + result.complaint());
        }
        return new JobRef(cluster, commands.parseId(result.stdout()), job.name());
    }

    /** A refusal comes with a reason; without one, nothing is sure. */
    private boolean isFinal(ShellResult refusal) {
        return !refusal.complaint().isEmpty() && !commands.mayWorkLater(refusal.stderr());
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
        ShellResult withdrawn = shell.run(script(
                WITHDRAW_SCRIPT,
                List.of(job.attemptDirectory(), commands.lookUp(job.name())),
                KILL_WAIT.plusMinutes(2)));
        if (!withdrawn.ok()) {
            throw new ClusterUnavailable("cannot withdraw the job: " + withdrawn.complaint());
        }
        String id = job.ref() != null ? job.ref().id() : idIn(withdrawn);
        if (!id.isEmpty()) {
            end(id);
        }
    }

    private String idIn(ShellResult withdrawn) {
        return withdrawn.stdout().isBlank() ? "" : commands.parseId(withdrawn.stdout());
    }

    private void end(String id) throws InterruptedException {
        ShellResult ended = shell.run(script(
                END_SCRIPT,
                List.of(id, Long.toString(KILL_WAIT.toSeconds()), commands.end(), commands.state()),
                KILL_WAIT.plusMinutes(2)));
        if (!ended.ok()) {
            throw new ClusterUnavailable("cannot end the job: " + ended.complaint());
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
