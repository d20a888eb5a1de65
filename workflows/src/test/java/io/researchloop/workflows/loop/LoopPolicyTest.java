package io.researchloop.workflows.loop;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.MetricStop;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopPolicyTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    private final List<LoopTurn> turns = new ArrayList<>();
    private LoopStatus status = LoopStatus.RUNNING;
    private boolean stopNow;
    private int count = 5;
    private int parallel = 1;
    private OnFailure onFailure = OnFailure.STOP;
    private LoopStrategy strategy = LoopStrategy.LINEAR;
    private boolean approve;
    private @Nullable Integer approvalMinutes;
    private ApprovalTimeout whenUnanswered = ApprovalTimeout.PAUSE;
    private @Nullable LoopMetric metric;
    private MetricStop stop = new MetricStop(null, null);
    private Budget budget = Budget.UNLIMITED;
    private double spent;

    @Test
    void beginsWithTheFirstAndGoesOnFromTheLast() {
        assertThat(next()).isEqualTo(new LoopMove.Begin(1, 1, TurnOrigin.FIRST, null, false));

        sprint(1, SprintStatus.RUNNING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.clear();
        sprint(1, SprintStatus.COMPLETED);
        assertThat(next()).isEqualTo(new LoopMove.Begin(2, 1, TurnOrigin.NEXT, "sp-1-1", false));
    }

    @Test
    void endsWithTheCauseWhenNoIdeaIsLeftWhateverAFailureMeans() {
        onFailure = OnFailure.SKIP;
        parallel = 2;
        turns.add(turn(1, 1, TurnState.NONE_LEFT, null, null));
        sprint(2, SprintStatus.RUNNING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.remove(1);
        sprint(2, SprintStatus.COMPLETED);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.STOPPED, "because"));
    }

    @Test
    void runsAsManyAtOnceAsItMayAndNoMore() {
        parallel = 3;
        count = 4;
        sprint(1, SprintStatus.RUNNING);
        sprint(2, SprintStatus.QUEUED);
        assertThat(next()).isEqualTo(new LoopMove.Begin(3, 1, TurnOrigin.FIRST, null, false));

        sprint(3, SprintStatus.PENDING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));
    }

    @Test
    void endsWhenAllAreDone() {
        count = 2;
        sprint(1, SprintStatus.COMPLETED);
        sprint(2, SprintStatus.RUNNING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.remove(1);
        sprint(2, SprintStatus.COMPLETED);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.COMPLETED, null));
    }

    @Test
    void aFailureStopsItByDefaultOnceTheOthersHaveEnded() {
        parallel = 2;
        sprint(1, SprintStatus.FAILED);
        sprint(2, SprintStatus.RUNNING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.remove(1);
        sprint(2, SprintStatus.COMPLETED);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.FAILED, "Sprint sp-1-1 failed: because"));
    }

    @Test
    void aFailureIsSkippedWhereThatIsWanted() {
        onFailure = OnFailure.SKIP;
        sprint(1, SprintStatus.COMPLETED);
        sprint(2, SprintStatus.FAILED);
        assertThat(next()).isEqualTo(new LoopMove.Begin(3, 1, TurnOrigin.NEXT, "sp-1-1", false));
    }

    @Test
    void aFailureIsTriedAgainWithTheSameIdeaAndNotForEver() {
        onFailure = OnFailure.RETRY;
        sprint(1, SprintStatus.FAILED);
        assertThat(next()).isEqualTo(new LoopMove.Begin(1, 2, TurnOrigin.RETRY, "sp-1-1", true));

        sprint(1, 2, SprintStatus.FAILED, null);
        sprint(1, 3, SprintStatus.FAILED, null);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.FAILED, "Sprint sp-1-3 failed: because"));
    }

    @Test
    void anIdeaThatCouldNotBeHadIsAFailure() {
        turns.add(turn(1, 1, TurnState.UNUSABLE, null, null));
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.FAILED, "Idea 1 could not be had: because"));

        onFailure = OnFailure.RETRY;
        assertThat(next()).isEqualTo(new LoopMove.Begin(1, 2, TurnOrigin.NEXT, null, false));
    }

    @Test
    void aSprintThatAPersonCancelledEndsTheLoopAndLeavesNoZombie() {
        onFailure = OnFailure.RETRY;
        sprint(1, SprintStatus.CANCELLED);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.STOPPED, "Sprint sp-1-1 was cancelled: because"));

        onFailure = OnFailure.SKIP;
        assertThat(next()).isEqualTo(new LoopMove.Begin(2, 1, TurnOrigin.FIRST, null, false));
    }

    @Test
    void afterAResumeTheFailedPositionIsTriedOnceMore() {
        turns.add(new LoopTurn(
                1,
                1,
                TurnOrigin.FIRST,
                null,
                TurnState.SPRINT,
                true,
                "sp-1-1",
                SprintStatus.FAILED,
                null,
                NOW,
                "because"));
        assertThat(next()).isEqualTo(new LoopMove.Begin(1, 2, TurnOrigin.RETRY, "sp-1-1", true));
    }

    @Test
    void whilePausedNothingBegins() {
        status = LoopStatus.PAUSED;
        sprint(1, SprintStatus.COMPLETED);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));
    }

    @Test
    void aStopLetsTheCurrentSprintEnd() {
        status = LoopStatus.STOPPING;
        sprint(1, SprintStatus.RUNNING);
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.clear();
        sprint(1, SprintStatus.FAILED);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.STOPPED, "a person"));
    }

    @Test
    void aStopNowEndsTheCurrentSprintsAndWithdrawsIdeas() {
        status = LoopStatus.STOPPING;
        stopNow = true;
        sprint(1, SprintStatus.RUNNING);
        LoopTurn writing = turn(2, 1, TurnState.WRITING, null, null);
        turns.add(writing);
        assertThat(next()).isEqualTo(new LoopMove.Withdraw(writing));

        turns.remove(1);
        assertThat(next()).isEqualTo(new LoopMove.CancelSprints(List.of("sp-1-1")));
    }

    @Test
    void aStoppedLoopNeverBeginsAnother() {
        for (LoopStatus end : new LoopStatus[] {LoopStatus.STOPPED, LoopStatus.COMPLETED, LoopStatus.FAILED}) {
            status = end;
            assertThat(next()).isEqualTo(new LoopMove.End(end, "a person"));
        }
    }

    @Test
    void anIdeaWaitsForItsApprovalAndIsAskedForAnewWhenItIsRefused() {
        approve = true;
        turns.add(turn(1, 1, TurnState.OFFERED, null, null));
        assertThat(next()).isEqualTo(new LoopMove.Wait(null));

        turns.set(0, turn(1, 1, TurnState.REFUSED, null, null));
        assertThat(next()).isEqualTo(new LoopMove.Begin(1, 2, TurnOrigin.NEXT, null, false));
    }

    @Test
    void whatNobodyAnswersIsSettledByTheClock() {
        approve = true;
        approvalMinutes = 30;
        LoopTurn offered = turn(1, 1, TurnState.OFFERED, null, null);
        turns.add(offered);
        assertThat(next()).isEqualTo(new LoopMove.Wait(NOW.plusSeconds(1800)));
        assertThat(LoopPolicy.next(view(), NOW.plusSeconds(1800)))
                .isEqualTo(new LoopMove.Pause("Nobody has answered on idea 1 within 30 minutes."));

        whenUnanswered = ApprovalTimeout.APPROVE;
        assertThat(LoopPolicy.next(view(), NOW.plusSeconds(1801))).isEqualTo(new LoopMove.Approve(offered));
        whenUnanswered = ApprovalTimeout.STOP;
        assertThat(LoopPolicy.next(view(), NOW.plusSeconds(1801))).isInstanceOf(LoopMove.Stop.class);
    }

    @Test
    void aSpentBudgetEndsItWithACleanState() {
        budget = new Budget(1.0, null);
        spent = 1.2;
        sprint(1, SprintStatus.COMPLETED);
        assertThat(next())
                .isEqualTo(new LoopMove.End(LoopStatus.STOPPED, "The loop has spent its budget: $1.20 of $1.00."));
    }

    @Test
    void aReachedTargetOrNoProgressEndsIt() {
        metric = new LoopMetric("error", MetricDirection.MIN);
        stop = new MetricStop(0.1, 2);
        sprint(1, 1, SprintStatus.COMPLETED, 0.3);
        sprint(2, 1, SprintStatus.COMPLETED, 0.4);
        assertThat(next()).isInstanceOf(LoopMove.Begin.class);

        sprint(3, 1, SprintStatus.COMPLETED, 0.35);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.COMPLETED, "No new best in 2 sprints."));

        sprint(3, 2, SprintStatus.COMPLETED, 0.05);
        assertThat(next()).isEqualTo(new LoopMove.End(LoopStatus.COMPLETED, "The target of 0.1 is reached: 0.05."));
    }

    @Test
    void bestFirstDraftsThenImprovesTheBestAndMendsWhatFailed() {
        strategy = LoopStrategy.BEST_FIRST;
        onFailure = OnFailure.RETRY;
        metric = new LoopMetric("accuracy", MetricDirection.MAX);
        count = 9;
        for (int draft = 1; draft <= LoopStrategy.DRAFTS; draft++) {
            assertThat(next()).isEqualTo(new LoopMove.Begin(draft, 1, TurnOrigin.DRAFT, null, false));
            turns.add(new LoopTurn(
                    draft,
                    1,
                    TurnOrigin.DRAFT,
                    null,
                    TurnState.SPRINT,
                    false,
                    "sp-" + draft,
                    SprintStatus.COMPLETED,
                    draft == 2 ? 0.9 : 0.5,
                    NOW,
                    null));
        }
        assertThat(next()).isEqualTo(new LoopMove.Begin(4, 1, TurnOrigin.IMPROVE, "sp-2", false));

        sprint(4, SprintStatus.FAILED);
        assertThat(next()).isEqualTo(new LoopMove.Begin(4, 2, TurnOrigin.DEBUG, "sp-4-1", false));
    }

    private LoopMove next() {
        return LoopPolicy.next(view(), NOW);
    }

    private LoopView view() {
        LoopPlan plan = new LoopPlan(
                count,
                parallel,
                onFailure,
                strategy,
                IdeaSource.JOB,
                approve,
                approvalMinutes,
                whenUnanswered,
                metric,
                stop,
                budget);
        return new LoopView(status, stopNow, "a person", plan, turns, new Spend(spent, 0));
    }

    private void sprint(int position, SprintStatus sprint) {
        sprint(position, 1, sprint, null);
    }

    private void sprint(int position, int number, SprintStatus sprint, @Nullable Double value) {
        turns.add(turn(position, number, TurnState.SPRINT, sprint, value));
    }

    private static LoopTurn turn(
            int position, int number, TurnState state, @Nullable SprintStatus sprint, @Nullable Double value) {
        return new LoopTurn(
                position,
                number,
                TurnOrigin.NEXT,
                null,
                state,
                false,
                sprint == null ? null : "sp-" + position + "-" + number,
                sprint,
                value,
                NOW,
                "because");
    }
}
