package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.directory.DirectoryLock;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Completion;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.provenance.Provenance;
import io.researchloop.runner.report.Artifacts;
import io.researchloop.runner.report.FileReporter;
import io.researchloop.runner.report.HttpReporter;
import io.researchloop.runner.report.Reporter;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One batch job's work on a sprint, from the lock to the last word. The order at the end is: the truth on disk, the
 * artifacts, the lock given back, the completion. So a next attempt never waits for one that only tries to be heard.
 */
public final class Attempt {
    /**
     * The exit code of a runner that had no business here: another one is at work, or a later attempt has begun. It
     * says nothing about the sprint, and the batch script must not write it down as the attempt's end.
     */
    public static final int NOT_MINE = 31;

    private static final Duration LOCK_PATIENCE = Duration.ofSeconds(15);
    private static final Duration UPLOAD_LIMIT = Duration.ofMinutes(10);
    private static final Duration AGENT_FAREWELL = Duration.ofSeconds(12);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final int MAX_TEXT = 64 * 1024;

    private final RunnerPlan plan;
    private final SprintDirectory directory;
    private final Ledger ledger;
    private final Checkpoint checkpoint;
    private final StepControl control = new StepControl();
    private final CommandDesk desk;
    private final List<Reporter> reporters = new ArrayList<>();
    private final Supervisor supervisor;
    private final Pipeline pipeline;
    private final Artifacts artifacts;
    private final Provenance provenance;
    private final InstantSource clock;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final CountDownLatch told = new CountDownLatch(1);
    private volatile @Nullable Outcome outcome;
    private volatile boolean restored;

    public Attempt(RunnerPlan plan, SprintDirectory directory, Agent agent, Surroundings surroundings) {
        this.plan = plan;
        this.directory = directory;
        this.clock = surroundings.clock();
        this.provenance = new Provenance(plan, directory);
        ToolLog toolLog = new ToolLog(directory, clock);
        this.ledger = new Ledger(plan);
        this.checkpoint = new Checkpoint(directory, toolLog, clock);
        this.desk = new CommandDesk(directory, toolLog, control);
        reporters.add(new FileReporter(directory, clock));
        HttpReporter http = http(plan, surroundings);
        if (http != null) {
            reporters.add(http);
        }
        this.artifacts = new Artifacts(
                directory, toolLog, http == null ? null : http.artifactUpload(plan.sprintId(), UPLOAD_LIMIT));
        Saver saver = new Saver(checkpoint, ledger);
        Pulse pulse = new Pulse(surroundings.nanoTime());
        StatusBoard board = new StatusBoard(plan, directory, agent.name(), ledger, pulse, reporters, clock);
        this.supervisor = new Supervisor(
                plan,
                new Inbox(directory, toolLog, clock),
                desk,
                control,
                pulse,
                saver,
                board,
                toolLog,
                clock,
                surroundings.nanoTime());
        this.pipeline = new Pipeline(
                plan, directory, agent, ledger, checkpoint, saver, control, desk, pulse, board, toolLog, clock);
    }

    /** Works until the attempt ends and has been told; the answer is the process's exit code. */
    public int run() throws InterruptedException {
        boolean ours;
        try {
            DirectoryLock lock = DirectoryLock.acquire(directory, owner(), LOCK_PATIENCE);
            try {
                ours = work();
            } finally {
                lock.close();
            }
        } catch (DirectoryLock.Held e) {
            System.err.println("runner: " + e.getMessage() + "; nothing done");
            return NOT_MINE;
        } catch (IOException e) {
            decided(Outcome.of(OutcomeKind.RUNNER_FAILED, "The sprint's directory could not be used: " + e));
            ours = true;
        } finally {
            supervisor.close();
        }
        return ours ? tell() : NOT_MINE;
    }

    /** False if a later attempt has begun. */
    private boolean work() throws IOException, InterruptedException {
        Optional<PipelineState> before = checkpoint.load(plan.sprintId());
        if (before.isPresent() && before.get().attempt() > plan.attempt()) {
            System.err.println("runner: attempt " + before.get().attempt() + " has begun already; attempt "
                    + plan.attempt() + " has nothing to do");
            return false;
        }
        before.ifPresent(ledger::restore);
        restored = true;
        provenance.begin();
        decide(before.flatMap(this::finalWord));
        provenance.write(clock.instant());
        artifacts.handOver();
        return true;
    }

    /**
     * For a signal: stops the agent in good order and gives the last word its chance, all within seconds; schedulers
     * kill a job 30 s after the signal (slurm.conf(5), KillWait).
     *
     * @return the exit code
     */
    public int terminate() throws InterruptedException {
        control.stop(OutcomeKind.INTERRUPTED, "The job was told to stop by a signal.");
        reporters.forEach(Reporter::hurry);
        if (decided.await(AGENT_FAREWELL.toMillis(), TimeUnit.MILLISECONDS)) {
            told.await(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } else if (restored) {
            decided(Outcome.of(
                    OutcomeKind.INTERRUPTED, "The job was told to stop by a signal; the agent did not end."));
        }
        Outcome known = outcome;
        return (known == null ? OutcomeKind.INTERRUPTED : known.kind()).exitCode();
    }

    private void decide(Optional<Outcome> known) throws InterruptedException {
        if (known.isPresent()) {
            decided(known.get());
            return;
        }
        desk.resume();
        supervisor.start();
        Outcome how;
        try {
            how = pipeline.run();
        } catch (RuntimeException e) {
            how = Outcome.of(OutcomeKind.RUNNER_FAILED, "The runner is at fault: " + e);
        }
        decided(how);
    }

    /**
     * An attempt that has ended has ended, also when its job is run a second time; only its last word is said again. One
     * that was cut off goes on, because schedulers requeue a job under the same number.
     */
    private Optional<Outcome> finalWord(PipelineState before) {
        Outcome last = before.outcome();
        if (last == null || before.attempt() < plan.attempt()) {
            return Optional.empty();
        }
        boolean open = last.kind().resumable() || last.kind() == OutcomeKind.RUNNER_FAILED;
        return open ? Optional.empty() : Optional.of(last);
    }

    private synchronized void decided(Outcome how) {
        if (outcome != null) {
            return;
        }
        outcome = how;
        ledger.ended(how);
        save(how);
        System.err.println("runner: " + plan.sprintId() + " attempt " + plan.attempt() + " "
                + how.kind().name().toLowerCase(Locale.ROOT) + " " + how.detail());
        decided.countDown();
    }

    /** Not before the earlier state was read: an empty ledger must never replace what could not be looked at. */
    private void save(Outcome how) {
        if (!restored) {
            return;
        }
        try {
            checkpoint.save(ledger);
        } catch (IOException e) {
            System.err.println("runner: cannot save the outcome " + how + ": " + e);
        }
    }

    private int tell() throws InterruptedException {
        Outcome how = outcome;
        if (how == null) {
            throw new IllegalStateException("an attempt ends with an outcome");
        }
        Completion completion = completion(how);
        for (Reporter reporter : reporters) {
            reporter.completed(completion);
            reporter.close();
        }
        told.countDown();
        return how.kind().exitCode();
    }

    private Completion completion(Outcome how) {
        boolean completed = how.kind() == OutcomeKind.COMPLETED;
        String error = how.detail().isEmpty() ? how.kind().name().toLowerCase(Locale.ROOT) : how.detail();
        return new Completion(
                plan.sprintId(),
                completed ? "completed" : "failed",
                text(SprintFiles.SUMMARY),
                completed ? null : error,
                text(SprintFiles.IDEA),
                plan.tweakId(),
                plan.attempt(),
                how,
                ledger.sessionId(),
                ledger.total(),
                ledger.steps());
    }

    private @Nullable String text(String name) {
        return directory.head(name, MAX_TEXT).map(String::strip).orElse(null);
    }

    private @Nullable HttpReporter http(RunnerPlan plan, Surroundings surroundings) {
        String url = plan.orchestratorUrl();
        String token = surroundings.token();
        if (url == null || url.isBlank()) {
            return null;
        }
        if (token == null || token.isBlank()) {
            System.err.println("runner: no " + SprintFiles.TOKEN_VARIABLE + "; reporting by files alone");
            return null;
        }
        return new HttpReporter(url, token, plan.endsBy(), surroundings.retries(), surroundings.clock(), desk::accept);
    }

    private String owner() {
        return "attempt " + plan.attempt() + ", process "
                + ProcessHandle.current().pid();
    }
}
