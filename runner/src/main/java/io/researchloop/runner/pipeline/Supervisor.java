package io.researchloop.runner.pipeline;

import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.RunnerPlan;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks around once a second while the agent works: commands, silence, the job's time limit, the next heartbeat. */
final class Supervisor implements AutoCloseable {
    private static final Duration EVERY = Duration.ofSeconds(1);
    private static final Duration BEFORE_LIMIT = Duration.ofSeconds(30);
    private static final long WARN_SECONDS = 300;
    private static final long ASLEEP_SECONDS = 60;

    private final RunnerPlan plan;
    private final Inbox inbox;
    private final CommandDesk desk;
    private final StepControl control;
    private final Pulse pulse;
    private final Saver saver;
    private final StatusBoard board;
    private final ToolLog toolLog;
    private final InstantSource clock;
    private final LongSupplier nanoTime;
    private final Thread thread = new Thread(this::work, "supervisor");
    private final CountDownLatch closed = new CountDownLatch(1);
    private long lastLook;
    private long lastHeartbeat;
    private boolean warned;

    Supervisor(
            RunnerPlan plan,
            Inbox inbox,
            CommandDesk desk,
            StepControl control,
            Pulse pulse,
            Saver saver,
            StatusBoard board,
            ToolLog toolLog,
            InstantSource clock,
            LongSupplier nanoTime) {
        this.plan = plan;
        this.inbox = inbox;
        this.desk = desk;
        this.control = control;
        this.pulse = pulse;
        this.saver = saver;
        this.board = board;
        this.toolLog = toolLog;
        this.clock = clock;
        this.nanoTime = nanoTime;
        this.lastLook = nanoTime.getAsLong();
        this.lastHeartbeat = lastLook;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** Lets a look that is under way come to its end; an interrupt would cut its files off. */
    @Override
    public void close() {
        closed.countDown();
    }

    /** One look around. */
    void look() {
        long now = nanoTime.getAsLong();
        // A job that the scheduler suspended was silent because it was asleep, the runner as well as the agent.
        if (seconds(now - lastLook) > ASLEEP_SECONDS) {
            pulse.sign();
        }
        lastLook = now;
        for (Inbox.Letter letter : inbox.look()) {
            desk.accept(letter.command());
            inbox.done(letter);
        }
        watchSilence();
        watchTimeLimit();
        saver.saveIfDue();
        if (seconds(now - lastHeartbeat) >= plan.heartbeatSeconds()) {
            lastHeartbeat = now;
            board.heartbeat();
        }
    }

    private void watchSilence() {
        long silent = pulse.silentSeconds();
        Integer limit = plan.stuckMinutes();
        if (limit != null && limit > 0 && silent >= limit * 60L) {
            control.stop(OutcomeKind.STUCK, "The agent said nothing for " + limit + " minutes and was stopped.");
        }
        if (silent >= WARN_SECONDS && !warned) {
            String text = "The agent has said nothing for " + WARN_SECONDS / 60 + " minutes.";
            toolLog.trouble(text);
            board.warn(text);
        }
        warned = silent >= WARN_SECONDS;
    }

    private void watchTimeLimit() {
        Instant endsBy = plan.endsBy();
        if (endsBy != null && !clock.instant().isBefore(endsBy.minus(BEFORE_LIMIT))) {
            control.stop(OutcomeKind.INTERRUPTED, "The time limit of the job is near.");
        }
    }

    private void work() {
        try {
            while (!closed.await(EVERY.toMillis(), TimeUnit.MILLISECONDS)) {
                lookSafely();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** One bad look must not end all others: without them no command is heard any more. */
    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            System.err.println("runner: unexpected while looking around: " + e);
        }
    }

    private static long seconds(long nanos) {
        return nanos / 1_000_000_000L;
    }
}
