package io.researchloop.activities.scheduler;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real processes on this machine. */
class LocalSchedulerTest {
    @TempDir
    Path temporary;

    private final LocalScheduler scheduler = new LocalScheduler("here", new LocalShell());
    private final List<Job> submitted = new ArrayList<>();

    @AfterEach
    void endWhatIsLeft() throws Exception {
        for (Job job : submitted) {
            new LocalShell().run(LocalCommands.cancel(job, Duration.ofSeconds(1)));
        }
    }

    @Test
    void runsAJobAndTellsHowItEnded() throws Exception {
        Job job = submit("exit 7", 60);

        JobStatus status = awaitEnd(job);

        JobEnd end = Objects.requireNonNull(status.end());
        assertThat(end.after(null)).isEqualTo(new JobEnd(JobEnd.Cause.EXITED, "EXITED", 7, null, ""));
        assertThat(end.ranSeconds()).isBetween(0L, 60L);
    }

    @Test
    void aDirectoryWithSpacesQuotesAndADollarIsJustAName() throws Exception {
        temporary = Files.createDirectories(temporary.resolve("it's \"a\" $HOME `dir`"));
        Job job = submit("pwd > here.txt", 60);

        awaitEnd(job);

        assertThat(Path.of(job.attemptDirectory(), "here.txt"))
                .hasContent(Path.of(job.attemptDirectory()).toRealPath().toString());
    }

    @Test
    void submitsOnceHoweverOftenAndFromHowManySidesItIsAsked() throws Exception {
        Job job = job("echo run >> runs; sleep 0.5", 60);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<JobRef>> answers =
                threads.invokeAll(java.util.Collections.nCopies(16, (Callable<JobRef>) () -> scheduler.submit(job)));

        JobRef first = answers.get(0).get();
        for (Future<JobRef> answer : answers) {
            assertThat(answer.get()).isEqualTo(first);
        }
        awaitEnd(withRef(job, first));
        assertThat(scheduler.submit(job)).isEqualTo(first);
        threads.shutdown();

        assertThat(Path.of(job.attemptDirectory(), "runs")).hasContent("run");
    }

    @Test
    void aRunningJobIsFoundByAnotherOrchestrator() throws Exception {
        Job job = submit("sleep 60", 120);

        LocalScheduler afterRestart = new LocalScheduler("here", new LocalShell());

        assertThat(status(afterRestart, List.of(job)).get(job)).isEqualTo(JobStatus.of(JobState.RUNNING));
    }

    @Test
    void theTimeLimitEndsAJobInGoodOrder() throws Exception {
        Job job = submit("trap 'echo bye > bye.txt; exit 27' TERM; sleep 60 & wait", 1);

        JobStatus status = awaitEnd(job);

        assertThat(Objects.requireNonNull(status.end()).cause()).isEqualTo(JobEnd.Cause.TIME_LIMIT);
        assertThat(status.end().exitCode()).isEqualTo(27);
        assertThat(Path.of(job.attemptDirectory(), "bye.txt")).hasContent("bye");
    }

    @Test
    void cancelEndsTheWholeProcessGroup() throws Exception {
        Job job = submit("trap '' TERM; bash -c 'trap \"\" TERM; echo $$ > child; sleep 300' & wait", 600);
        Path child = Path.of(job.attemptDirectory(), "child");
        await(() -> Files.exists(child) && !Files.readString(child).isBlank());
        long pid = Long.parseLong(Files.readString(child).strip());

        new LocalShell().run(LocalCommands.cancel(job, Duration.ofSeconds(1)));

        await(() -> ProcessHandle.of(pid).map(process -> !process.isAlive()).orElse(true));
        assertThat(status(scheduler, List.of(job)).get(job).state()).isEqualTo(JobState.ENDED);
    }

    @Test
    void aCancelledAttemptIsNotSubmittedAfterwards() throws Exception {
        Job job = job("true", 60);

        scheduler.cancel(job);

        assertThatThrownBy(() -> scheduler.submit(job))
                .isInstanceOf(SubmitRefused.class)
                .hasMessageContaining("cancelled");
    }

    @Test
    void aJobWhoseSupervisorWasKilledIsAliveWhileItsProcessesAre() throws Exception {
        Job job = submit("echo $$ > child; sleep 300", 600);
        Path child = Path.of(job.attemptDirectory(), "child");
        await(() -> Files.exists(child) && !Files.readString(child).isBlank());
        String id = Objects.requireNonNull(job.ref()).id();
        long supervisor = Long.parseLong(id.substring(0, id.indexOf('.')));

        ProcessHandle.of(supervisor).orElseThrow().destroyForcibly();
        await(() -> !ProcessHandle.of(supervisor).map(ProcessHandle::isAlive).orElse(false));

        assertThat(status(scheduler, List.of(job)).get(job).state()).isEqualTo(JobState.RUNNING);
        new LocalShell().run(ShellCommand.of("kill", "-KILL", "--", "-" + supervisor));
        await(() -> status(scheduler, List.of(job)).get(job).state() == JobState.LOST);
    }

    @Test
    void looksAtManyJobsWithOneCommand() throws Exception {
        Job done = submit("true", 60);
        awaitEnd(done);
        Job running = submit("sleep 60", 60);
        Job nowhere = new Job("x", "/nowhere", "/nowhere/1", 60, Map.of(), new JobRef("here", "1.1", "x"));

        Map<Job, JobStatus> states = status(scheduler, List.of(done, nowhere, running));

        assertThat(states.get(done).state()).isEqualTo(JobState.ENDED);
        assertThat(states.get(running).state()).isEqualTo(JobState.RUNNING);
        assertThat(states.get(nowhere).state()).isEqualTo(JobState.UNKNOWN);
    }

    private static Map<Job, JobStatus> status(LocalScheduler scheduler, List<Job> jobs) throws Exception {
        return scheduler.parseQueue(jobs, new LocalShell().run(scheduler.queueCommand(jobs)));
    }

    private Job submit(String script, long limit) throws Exception {
        Job job = job(script, limit);
        return withRef(job, scheduler.submit(job));
    }

    private Job job(String script, long limit) throws Exception {
        Path attempt = Files.createDirectories(temporary.resolve("attempts/" + (submitted.size() + 1)));
        Files.writeString(attempt.resolve("batch.sh"), script + "\n");
        Job job = new Job("rl-test-1", temporary.toString(), attempt.toString(), limit, Map.of(), null);
        submitted.add(job);
        return job;
    }

    private static Job withRef(Job job, JobRef ref) {
        return new Job(
                job.name(), job.sprintDirectory(), job.attemptDirectory(), job.timeLimitSeconds(), job.options(), ref);
    }

    private JobStatus awaitEnd(Job job) throws Exception {
        await(() -> status(scheduler, List.of(job)).get(job).state() == JobState.ENDED);
        return Objects.requireNonNull(status(scheduler, List.of(job)).get(job));
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        Instant limit = Instant.now().plusSeconds(20);
        while (!condition.call()) {
            assertThat(Instant.now()).isBefore(limit);
            Thread.sleep(20);
        }
    }
}
