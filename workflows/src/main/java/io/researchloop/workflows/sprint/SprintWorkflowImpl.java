package io.researchloop.workflows.sprint;

import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.workflows.cluster.Lease;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.RunnerWord;
import io.researchloop.workflows.model.SprintSnapshot;
import io.researchloop.workflows.model.SprintStatus;
import io.temporal.failure.ActivityFailure;
import io.temporal.failure.ApplicationFailure;
import io.temporal.failure.CanceledFailure;
import io.temporal.failure.TemporalFailure;
import io.temporal.workflow.Async;
import io.temporal.workflow.CancellationScope;
import io.temporal.workflow.Promise;
import io.temporal.workflow.Workflow;
import io.temporal.workflow.WorkflowInit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Signals only write down facts; the main method alone acts on them, so that every decision stands in one place and in
 * one order.
 */
public final class SprintWorkflowImpl implements SprintWorkflow {
    /** The scheduler ends a job at its limit; we do so only when it has not, after this margin. */
    private static final Duration DEADLINE_MARGIN = Duration.ofMinutes(2);

    /** A poll of the cluster's, and the time that accounting lags behind. */
    private static final Duration ACCOUNT_COMES_WITHIN = Duration.ofMinutes(2);

    private static final Duration COLLECT_BEFORE_THE_END = Duration.ofMinutes(15);
    private static final Duration COLLECT_AFTER_THE_END = Duration.ofDays(7);

    private final SprintState state;
    private final SprintCalls calls;
    private int grantedAttempt;
    private int startedAttempt;
    private @Nullable RunnerWord word;
    private @Nullable JobObservation gone;
    private @Nullable String cancelReason;

    @WorkflowInit
    public SprintWorkflowImpl(SprintSnapshot snapshot) {
        state = new SprintState(snapshot);
        calls = new SprintCalls(snapshot.spec().cluster());
        cancelReason = snapshot.cancelReason();
    }

    @Override
    public void slotGranted(int attempt) {
        grantedAttempt = Math.max(grantedAttempt, attempt);
    }

    @Override
    public void runnerStarted(int attempt) {
        startedAttempt = Math.max(startedAttempt, attempt);
    }

    @Override
    public void runnerEnded(RunnerWord said) {
        boolean present = state.status().holdsSlot() && (said.attempt() == 0 || said.attempt() == state.attempt());
        // An attempt that was given up may live and finish: its completion counts as much as any other.
        boolean late = said.attempt() <= state.attempt() && said.outcome().kind() == OutcomeKind.COMPLETED;
        // Both may come before the main method looks: then, too, whoever was first has it.
        if (word == null && cancelReason == null && (present || late)) {
            word = said;
        }
    }

    @Override
    public void jobObserved(JobObservation seen) {
        if (seen.attempt() != state.attempt()) {
            return;
        }
        switch (seen.state()) {
            case RUNNING -> startedAttempt = Math.max(startedAttempt, seen.attempt());
            case ENDED, LOST -> gone = gone == null ? seen : gone;
            case QUEUED, UNKNOWN -> {
                // Nothing for control to do: only the row's reader cares.
            }
        }
    }

    @Override
    public void cancel(String reason) {
        if (cancelReason == null) {
            cancelReason = reason;
        }
    }

    @Override
    public SprintSnapshot snapshot() {
        return state.snapshot(cancelReason);
    }

    @Override
    public void run(SprintSnapshot snapshot) {
        try {
            if (!state.status().terminal()) {
                live();
            }
        } catch (CanceledFailure e) {
            cancel("Cancelled in Temporal");
            Workflow.newDetachedCancellationScope(this::end).run();
            return;
        }
        Workflow.newDetachedCancellationScope(this::announce).run();
    }

    private void live() {
        while (!state.status().terminal()) {
            if (Workflow.getInfo().isContinueAsNewSuggested() && !state.status().holdsSlot()) {
                Workflow.await(Workflow::isEveryHandlerFinished);
                Workflow.continueAsNew(state.snapshot(cancelReason));
            }
            AttemptEnd end = state.status().holdsSlot() ? resumeAttempt() : nextAttempt();
            decide(end);
        }
    }

    /** The engine forgot, the job did not: this sprint has its slot and goes on where its row says. */
    private AttemptEnd resumeAttempt() {
        calls.slots().claim(state.spec().cluster(), lease(state.attempt()), true);
        return state.job() == null ? submitAndWait() : awaitEnd();
    }

    private AttemptEnd nextAttempt() {
        if (!sleep() || !awaitSlot()) {
            return interruptedWait();
        }
        state.beginAttempt();
        gone = null;
        project();
        return submitAndWait();
    }

    private boolean sleep() {
        Instant until = state.sleepUntil();
        if (until != null) {
            Duration pause = Duration.between(now(), until);
            if (!pause.isNegative() && !pause.isZero()) {
                Workflow.await(pause, this::mustStop);
            }
        }
        return !mustStop();
    }

    private boolean awaitSlot() {
        if (state.status() != SprintStatus.QUEUED || state.sleepUntil() != null) {
            state.queue(now(), null);
            project();
        }
        int next = state.attempt() + 1;
        calls.slots().claim(state.spec().cluster(), lease(next), false);
        Workflow.await(() -> grantedAttempt == next || mustStop());
        return !mustStop();
    }

    private boolean mustStop() {
        return cancelReason != null || word != null;
    }

    private AttemptEnd interruptedWait() {
        return word != null ? new AttemptEnd(word.outcome(), null) : cancelled();
    }

    private AttemptEnd submitAndWait() {
        List<Promise<JobRef>> started = new ArrayList<>();
        CancellationScope scope = Workflow.newCancellationScope(() -> started.add(
                Async.function(calls.onCluster("submit attempt " + state.attempt())::submit, attemptRequest())));
        scope.run();
        Promise<JobRef> submission = started.get(0);
        Workflow.await(() -> submission.isCompleted() || cancelReason != null);
        if (!submission.isCompleted()) {
            // A request to cancel that meets the activity's return is never answered by the in-memory engine. None is
            // needed: cancelJob sees to it that no job is left, and the workflow's end ends the retries.
            if (Workflow.getVersion("submit-is-left-alone", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
                scope.cancel();
            }
            return cancelJob(cancelled());
        }
        try {
            state.submitted(submission.get(), now());
        } catch (ActivityFailure e) {
            return new AttemptEnd(Outcome.of(OutcomeKind.RUNNER_FAILED, reason(e)), null);
        }
        project();
        return awaitEnd();
    }

    private AttemptEnd awaitEnd() {
        if (state.status() == SprintStatus.SUBMITTED) {
            Workflow.await(() -> startedAttempt == state.attempt() || ended());
            if (startedAttempt == state.attempt()) {
                state.started(now());
                if (!ended()) {
                    project();
                }
            }
        }
        Duration left = state.untilDeadline(now()).plus(DEADLINE_MARGIN);
        boolean inTime = ended() || (left.compareTo(Duration.ZERO) > 0 && Workflow.await(left, this::ended));
        if (word != null) {
            return byWord(word.outcome(), null);
        }
        if (cancelReason != null) {
            return cancelJob(cancelled());
        }
        return inTime ? withoutWord() : overdue();
    }

    private boolean ended() {
        return word != null || gone != null || cancelReason != null;
    }

    /** The runner has spoken; of an attempt that was cut off, the scheduler may know by whom. */
    private AttemptEnd byWord(Outcome said, @Nullable JobEnd known) {
        if (!NextMove.schedulerKnowsWhy(said.kind())
                || Workflow.getVersion("account-of-the-cut-off", Workflow.DEFAULT_VERSION, 1)
                        == Workflow.DEFAULT_VERSION) {
            return new AttemptEnd(said, known);
        }
        JobEnd account = awaitAccount();
        return account != null && account.cause() == JobEnd.Cause.OUT_OF_MEMORY
                ? verdict(account)
                : new AttemptEnd(said, account);
    }

    private @Nullable JobEnd awaitAccount() {
        Workflow.await(ACCOUNT_COMES_WITHIN, () -> gone != null || cancelReason != null);
        return gone == null ? null : gone.end();
    }

    private AttemptEnd verdict(@Nullable JobEnd account) {
        return calls.onCluster("read what attempt " + state.attempt() + " left")
                .verdict(new VerdictRequest(state.spec().sprintId(), state.attempt(), state.job(), account));
    }

    /** The job is gone and the runner has not said why: its word may still be under way, else its files tell. */
    private AttemptEnd withoutWord() {
        JobEnd account = gone == null ? null : gone.end();
        // A runner that has ended has said what it could; a node's last files may be late.
        boolean silent = gone != null && (gone.state() == JobState.LOST || gone.runnerEnded());
        Workflow.await(Duration.ofSeconds(silent ? 1 : state.spec().graceSeconds()), () -> word != null);
        if (word != null) {
            return byWord(word.outcome(), account);
        }
        return verdict(account);
    }

    /** The scheduler forgot its limit, or nobody could ask it: then the job may in fact have come to its end in time. */
    private AttemptEnd overdue() {
        AttemptEnd overdue = cancelJob(new AttemptEnd(
                Outcome.of(
                        OutcomeKind.TIMED_OUT,
                        "The time limit of " + state.spec().maxRunSeconds() + " s is used up."),
                null));
        if (Workflow.getVersion("verdict-of-the-overdue", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION) {
            return overdue;
        }
        JobEnd account =
                Workflow.getVersion("account-of-the-overdue", Workflow.DEFAULT_VERSION, 1) == Workflow.DEFAULT_VERSION
                        ? null
                        : awaitAccount();
        AttemptEnd left = verdict(account);
        return left.outcome().kind() == OutcomeKind.COMPLETED || endedInTime(account) ? left : overdue;
    }

    private boolean endedInTime(@Nullable JobEnd account) {
        Long ran = account == null ? null : account.ranSeconds();
        return ran != null
                && account != null
                && account.cause() != JobEnd.Cause.TIME_LIMIT
                && ran < state.remainingSeconds();
    }

    private AttemptEnd cancelled() {
        return new AttemptEnd(Outcome.of(OutcomeKind.CANCELLED, ""), null);
    }

    private AttemptEnd cancelJob(AttemptEnd end) {
        calls.onCluster("cancel attempt " + state.attempt()).cancel(attemptRequest());
        return end;
    }

    private void decide(AttemptEnd end) {
        state.ended(end, now(), isForgiven(end));
        NextMove move = NextMove.after(end, state.snapshot(cancelReason), now());
        if (move instanceof NextMove.Finish finish) {
            finish(finish);
        } else if (move instanceof NextMove.Again again) {
            word = null;
            state.queue(now(), again.pause().isZero() ? null : now().plus(again.pause()));
            project();
            release();
        }
    }

    /** How often this may happen, the limit of the time that all jobs may run says. */
    private boolean isForgiven(AttemptEnd end) {
        return NextMove.endedByTimeLimit(end)
                && Workflow.getVersion("time-limit-is-no-cut-off", Workflow.DEFAULT_VERSION, 1)
                        != Workflow.DEFAULT_VERSION
                && state.gotOn(calls.projection().progress(state.spec().sprintId()));
    }

    private void finish(NextMove.Finish finish) {
        boolean collected = state.attempt() == 0 || collect(COLLECT_BEFORE_THE_END);
        state.finish(finish.status(), finish.error(), now());
        project();
        release();
        if (!collected) {
            collect(COLLECT_AFTER_THE_END);
        }
    }

    private boolean collect(Duration limit) {
        try {
            calls.onCluster("collect results", limit).collect(attemptRequest());
            return true;
        } catch (ActivityFailure e) {
            return false;
        }
    }

    /** The way out when Temporal itself was told to cancel. */
    private void end() {
        if (state.status().holdsSlot()) {
            cancelJob(cancelled());
        }
        state.ended(cancelled(), now(), false);
        finish(new NextMove.Finish(SprintStatus.CANCELLED, null));
        announce();
    }

    /** Earlier versions carried their notices themselves; now each is a row with a workflow of its own. */
    private void announce() {
        if (Workflow.getVersion("notices-from-the-outbox", Workflow.DEFAULT_VERSION, 1) != Workflow.DEFAULT_VERSION) {
            return;
        }
        List<Promise<Void>> sent = new ArrayList<>();
        for (String channel : calls.notices().pendingChannels(state.spec().sprintId())) {
            sent.add(Async.procedure(calls.sender(channel)::send, state.spec().sprintId(), channel));
        }
        for (Promise<Void> notice : sent) {
            try {
                notice.get();
            } catch (TemporalFailure e) {
                Workflow.getLogger(SprintWorkflowImpl.class)
                        .warn("sprint={} notice not delivered", state.spec().sprintId());
            }
        }
    }

    private void project() {
        Workflow.setCurrentDetails(state.describe());
        calls.projection().project(state.project());
    }

    private void release() {
        // A grant for the next attempt may be under way to a sprint that ended in line.
        calls.slots()
                .release(
                        state.spec().cluster(),
                        lease(state.attempt() + (state.status().terminal() ? 1 : 0)));
    }

    private Lease lease(int attempt) {
        return new Lease(state.spec().sprintId(), attempt);
    }

    private AttemptRequest attemptRequest() {
        return new AttemptRequest(state.spec().sprintId(), state.attempt(), state.remainingSeconds());
    }

    private static String reason(ActivityFailure failure) {
        return failure.getCause() instanceof ApplicationFailure application
                ? application.getOriginalMessage()
                : "The job could not be submitted: " + failure.getMessage();
    }

    private static Instant now() {
        return Instant.ofEpochMilli(Workflow.currentTimeMillis());
    }
}
