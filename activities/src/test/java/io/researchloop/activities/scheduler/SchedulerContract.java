package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellQuoting;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What every scheduler that is driven by commands must do; on the real thing, where it runs. */
@Tag("cluster")
@Execution(ExecutionMode.CONCURRENT)
@Timeout(value = 5, unit = TimeUnit.MINUTES)
abstract class SchedulerContract {
    private static final Duration PATIENCE = Duration.ofSeconds(150);

    final ClusterUser user;
    final CommandScheduler scheduler;
    private final SchedulerCommands commands;
    private final List<Job> submitted = new ArrayList<>();
    private Path directory = Path.of("/nowhere");

    SchedulerContract(SchedulerCommands commands, ClusterUser user) {
        this.commands = commands;
        this.user = user;
        this.scheduler = new CommandScheduler("real", user, commands);
    }

    /** A command that succeeds while the scheduler is up. */
    abstract List<String> probe();

    /** The submit command's name. */
    abstract String submitCommand();

    abstract Map<String, String> held();

    abstract Map<String, String> nowhere();

    /** The shortest limit that the scheduler keeps, in seconds. */
    abstract long shortLimit();

    @BeforeEach
    void prepare() throws Exception {
        assumeTrue(ClusterUser.exists(), "there is no unprivileged user here, which ./check makes");
        assumeTrue(
                user.run(ShellCommand.of("bash", "-c", String.join(" ", probe())))
                        .ok(),
                "no running " + submitCommand() + " here, which ./check starts as root on Debian");
        directory = Files.createTempDirectory(
                "scheduler", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        user.own(directory);
    }

    @AfterEach
    void endWhatIsLeft() throws Exception {
        for (Job job : submitted) {
            user.run(ShellCommand.of(
                    "bash",
                    "-c",
                    commands.end(),
                    "end",
                    Objects.requireNonNull(job.ref()).id()));
        }
        user.asTester("rm", "-rf", directory.toString());
    }

    @Test
    void aJobThatGoesThroughEndsWithZero() throws Exception {
        Job job = submit("echo done >done.txt", Map.of());

        JobEnd end = awaitEnd(job);

        assertThat(end.cause()).isEqualTo(JobEnd.Cause.EXITED);
        assertThat(end.exitCode()).isZero();
        assertThat(file(job, "done.txt")).hasContent("done");
    }

    @Test
    void aJobThatFailsTellsItsExitCode() throws Exception {
        JobEnd end = awaitEnd(submit("exit 3", Map.of()));

        assertThat(end.cause()).isEqualTo(JobEnd.Cause.EXITED);
        assertThat(end.exitCode()).isEqualTo(3);
    }

    @Test
    void aDirectoryOfBlanksQuotesAndSignsIsJustAName() throws Exception {
        directory = Files.createDirectories(directory.resolve("it's \"a\" $HOME %j \\back, c:olon `id` \u00e9"));
        user.own(directory);
        Job job = submit("pwd >pwd.txt", Map.of());

        assertThat(awaitEnd(job).exitCode()).isZero();
        assertThat(file(job, "pwd.txt")).hasContent(job.attemptDirectory());
    }

    @Test
    void cancelEndsAJobThatWaits() throws Exception {
        Job job = submit("touch ran", held());
        assertThat(look(job).state()).isEqualTo(JobState.QUEUED);

        scheduler.cancel(job);

        await(() -> look(job).state() != JobState.QUEUED);
        assertThat(file(job, "ran")).doesNotExist();
    }

    @Test
    void cancelEndsAJobThatRunsAndTellsItFirst() throws Exception {
        Job job =
                submit("trap 'echo told >told.txt; exit 27' TERM USR1 USR2; touch started; sleep 300 & wait", Map.of());
        await(() -> Files.exists(file(job, "started")));

        scheduler.cancel(withoutRef(job));

        assertThat(file(job, "told.txt")).hasContent("told");
        assertThat(awaitEnd(job).cause()).isIn(JobEnd.Cause.KILLED, JobEnd.Cause.EXITED);
        scheduler.cancel(job);
    }

    @Test
    void cancelFindsAJobWhoseIdWasLost() throws Exception {
        Job job = submit("touch ran", held());
        Files.delete(file(job, "job_id"));

        scheduler.cancel(withoutRef(job));

        await(() -> look(job).state() != JobState.QUEUED);
        assertThatThrownBy(() -> scheduler.submit(withoutRef(job))).isInstanceOf(SubmitRefused.class);
    }

    @Test
    void aCancelledAttemptIsNotSubmittedAfterwards() throws Exception {
        Job job = job("touch ran", Map.of());

        scheduler.cancel(job);

        assertThatThrownBy(() -> scheduler.submit(job))
                .isInstanceOf(SubmitRefused.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void anAdministratorsKillIsSeenAsOne() throws Exception {
        Job job = submit("touch started; exec sleep 300", Map.of());
        await(() -> Files.exists(file(job, "started")));

        user.asTester("bash", "-c", commands.end(), "end", id(job));

        assertThat(awaitEnd(job).cause()).isEqualTo(JobEnd.Cause.KILLED);
    }

    @Test
    void aHeldJobWaitsForAReason() throws Exception {
        JobStatus status = look(submit("true", held()));

        assertThat(status.state()).isEqualTo(JobState.QUEUED);
        assertThat(status.reason()).matches("(?s).*(JobHeldUser|held).*");
    }

    @Test
    void aJobThatNoQueueTakesIsRefusedInTheSchedulersWords() throws Exception {
        Job job = job("true", nowhere());

        assertThatThrownBy(() -> scheduler.submit(job))
                .isInstanceOf(SubmitRefused.class)
                .hasMessageContaining("no-such");
    }

    @Test
    void submitsOnceHoweverOftenItIsAsked() throws Exception {
        Job job = submit("echo run >>runs", Map.of());

        assertThat(scheduler.submit(withoutRef(job))).isEqualTo(job.ref());
        awaitEnd(job);
        assertThat(scheduler.submit(withoutRef(job))).isEqualTo(job.ref());
        assertThat(file(job, "runs")).hasContent("run");
    }

    @Test
    void findsTheJobByItsNameWhenItsMarkerWasLost() throws Exception {
        Job job = submit("sleep 60", Map.of());
        Files.delete(file(job, "job_id"));

        assertThat(scheduler.submit(withoutRef(job))).isEqualTo(job.ref());
    }

    @Test
    void findsTheJobByItsNameWhenItHasEndedMeanwhile() throws Exception {
        Job job = submit("true", Map.of());
        awaitEnd(job);
        Files.delete(file(job, "job_id"));

        assertThat(scheduler.submit(withoutRef(job))).isEqualTo(job.ref());
    }

    @Test
    void aSubmitWhoseAnswerWasLostIsNotRepeated() throws Exception {
        Job job = job("echo run >>runs", Map.of());
        Path tools = Files.createDirectory(directory.resolve("tools"));
        Path liar = tools.resolve(submitCommand());
        Files.writeString(liar, """
                #!/usr/bin/env bash
                PATH=${PATH#*:} %s "$@" >/dev/null
                echo "Batch job submission failed: Socket timed out on send/recv operation; got send error" >&2
                exit 1
                """.formatted(submitCommand()));
        Files.setPosixFilePermissions(liar, PosixFilePermissions.fromString("rwxr-xr-x"));

        assertThatThrownBy(() -> new CommandScheduler("real", user.finding(tools), commands).submit(job))
                .isInstanceOf(ClusterUnavailable.class);
        Job found = remember(job, scheduler.submit(job));

        awaitEnd(found);
        assertThat(file(job, "runs")).hasContent("run");
    }

    @Test
    void theTimeLimitWarnsOrIsWarnedOfAndEndsTheJob() throws Exception {
        Job job = submit(
                "trap 'echo warned >warned.txt' USR1 USR2; touch started; while :; do sleep 300 & wait; done",
                Map.of(),
                shortLimit());

        JobEnd end = awaitEnd(job);

        assertThat(end.cause()).isEqualTo(JobEnd.Cause.TIME_LIMIT);
        assertThat(file(job, "warned.txt")).exists();
    }

    @Test
    void looksAtManyJobsWithOneCommand() throws Exception {
        Job done = submit("exit 4", Map.of());
        awaitEnd(done);
        Job waits = submit("true", held());
        Job other = submit("true", held());
        Job nowhere = new Job("x", "/nowhere", "/nowhere/1", 60, Map.of(), new JobRef("real", "9999999", "x"));
        List<Job> jobs = List.of(nowhere, done, waits, other);

        Map<Job, JobStatus> queue = scheduler.parseQueue(jobs, user.run(scheduler.queueCommand(jobs)));
        Map<Job, JobStatus> accounts = accounts(jobs);

        assertThat(queue.get(waits).state()).isEqualTo(JobState.QUEUED);
        assertThat(queue.get(other).state()).isEqualTo(JobState.QUEUED);
        assertThat(queue.get(nowhere).state()).isEqualTo(JobState.UNKNOWN);
        assertThat(Objects.requireNonNull(accounts.get(done).end()).exitCode()).isEqualTo(4);
        assertThat(accounts.get(nowhere).state()).isEqualTo(JobState.UNKNOWN);
        assertThat(accounts.get(waits).state()).isEqualTo(JobState.UNKNOWN);
    }

    Job submit(String script, Map<String, String> options) throws Exception {
        return submit(script, options, 600);
    }

    private Job submit(String script, Map<String, String> options, long limit) throws Exception {
        Job job = job(script, options, limit);
        return remember(job, scheduler.submit(job));
    }

    Job job(String script, Map<String, String> options) throws Exception {
        return job(script, options, 600);
    }

    private Job job(String script, Map<String, String> options, long limit) throws Exception {
        Path attempt = Files.createDirectories(directory.resolve("attempts/" + submitted.size()));
        String name = "rl-test-" + Long.toHexString(ThreadLocalRandom.current().nextLong()) + "-1";
        Job job = new Job(name, directory.toString(), attempt.toString(), limit, options, null);
        Files.writeString(
                attempt.resolve("batch.sh"),
                "#!/usr/bin/env bash\n" + scheduler.directives(job) + "cd -- "
                        + ShellQuoting.quote(attempt.toString()) + "\n" + script
                        + "\n");
        user.own(directory);
        return job;
    }

    Job remember(Job job, JobRef ref) {
        Job with = new Job(
                job.name(), job.sprintDirectory(), job.attemptDirectory(), job.timeLimitSeconds(), job.options(), ref);
        submitted.add(with);
        return with;
    }

    private static Job withoutRef(Job job) {
        return new Job(
                job.name(), job.sprintDirectory(), job.attemptDirectory(), job.timeLimitSeconds(), job.options(), null);
    }

    private static String id(Job job) {
        return Objects.requireNonNull(job.ref()).id();
    }

    private static Path file(Job job, String name) {
        return Path.of(job.attemptDirectory(), name);
    }

    JobStatus look(Job job) throws Exception {
        return Objects.requireNonNull(scheduler
                .parseQueue(List.of(job), user.run(scheduler.queueCommand(List.of(job))))
                .get(job));
    }

    private Map<Job, JobStatus> accounts(List<Job> jobs) throws Exception {
        Optional<ShellCommand> command = scheduler.accountingCommand(jobs);
        ShellResult answer = user.run(command.orElseThrow());
        return scheduler.parseAccounting(jobs, answer);
    }

    /** Not before the accounting knows it. */
    private JobEnd awaitEnd(Job job) throws Exception {
        await(() -> look(job).state() != JobState.QUEUED
                && accounts(List.of(job)).get(job).state() == JobState.ENDED);
        return Objects.requireNonNull(accounts(List.of(job)).get(job).end());
    }

    static void await(Callable<Boolean> condition) throws Exception {
        Instant limit = Instant.now().plus(PATIENCE);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(300);
        }
    }
}
