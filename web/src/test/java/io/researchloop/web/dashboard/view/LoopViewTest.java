package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.dashboard.view.ProposalView.Clue;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.ApprovalTimeout;
import io.researchloop.workflows.loop.IdeaSource;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.OnFailure;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.MetricStop;
import io.researchloop.workflows.model.Spend;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A loop of six sprints, two at once, with a budget: what its page says of its cost, its end and its next idea. */
class LoopViewTest {
    private static final Instant NOW = Instant.parse("2026-11-27T12:00:00Z");

    private final List<LoopTurnRow> turns = new ArrayList<>();
    private final Map<String, Double> steps = new LinkedHashMap<>();
    private LoopStatus status = LoopStatus.RUNNING;
    private double budget = 60;

    @Test
    void saysWhatAllSprintsWillCostAndWhenTheyEnd() {
        threeThatEnded();
        running(4, "sp-2", Duration.ofMinutes(20));

        assertThat(view().facts())
                .extracting(Fact::label, Fact::value, Fact::small, Fact::note)
                .contains(
                        tuple("Best f1", "0.9", "target 0.95", "sprint 2, 1 sprint since, none better"),
                        tuple("At this pace", "$25", "for all 6", "$4.10 a sprint, from 3 sprints"));
        // The one at work ends in 40 minutes; of the two to come one begins now, and the other after the first.
        assertThat(fact("Ends about").when())
                .isEqualTo(When.onTheClock(NOW.plus(Duration.ofMinutes(100)), NOW, ZoneOffset.UTC));
        assertThat(fact("Ends about").note()).isEqualTo("if ideas are approved at once, from 3 sprints");
    }

    @Test
    void foretellsNothingWithoutABasis() {
        completed(1, null, 0.8, "Idea one");
        completed(2, "sp-1", 0.9, "Idea two");
        assertThat(labels()).contains("At this pace").doesNotContain("Ends about");

        completed(3, "sp-1", 0.85, "Idea three");
        assertThat(labels()).contains("Ends about");

        running(4, "sp-2", Duration.ofHours(2));
        assertThat(labels()).as("one runs longer than is usual").doesNotContain("Ends about");

        turns.remove(3);
        budget = 20;
        assertThat(labels()).as("not all sprints will come to be").doesNotContain("Ends about");
        assertThat(fact("At this pace").note()).isEqualTo("$4.10 a sprint, from 3 sprints: the budget ends it before");

        budget = 60;
        status = LoopStatus.STOPPED;
        assertThat(labels()).contains("Cost of a sprint").doesNotContain("At this pace", "Ends about");
    }

    @Test
    void anIdeaToApproveHasWhatHelpsToDecide() {
        threeThatEnded();
        offered(4, "sp-2", "Penalise the pairs that fire together");

        assertThat(view().proposals()).singleElement().satisfies(idea -> {
            assertThat(idea.clues())
                    .containsExactly(
                            new Clue("From", "Sprint 2", "/dashboard/sprints/sp-2", ", 0.9"),
                            new Clue(
                                    "Nearest idea of this loop",
                                    "Sprint 3",
                                    "/dashboard/sprints/sp-3",
                                    ", 50 % alike: not a repeat"),
                            new Clue("Cost", "", null, "about $4.10, from 3 sprints of this loop; $47.70 left"));
            assertThat(idea.unanswered()).isEqualTo("else the loop pauses");
            assertThat(Objects.requireNonNull(idea.until()).at()).isEqualTo(NOW.plus(Duration.ofMinutes(60)));
        });
        assertThat(fact("Ends about").note()).isEqualTo("if idea 4 is approved now, from 3 sprints");
    }

    @Test
    void theFirstIdeaOfAllHasItsLimitAlone() {
        offered(1, null, "Something new");

        assertThat(view().proposals().get(0).clues())
                .containsExactly(new Clue("Cost", "", null, "at most $8.00; $60.00 left"));
    }

    @Test
    void saysWhereTheMoneyWent() {
        threeThatEnded();
        steps.putAll(Map.of("generate_idea", 0.2, "research", 6.0, "red_team_1", 2.5, "fix_1", 1.5, "report", 0.5));
        steps.put("summarize", 0.001);

        assertThat(view().spent())
                .extracting(LoopShare::kind, LoopShare::amount)
                .containsExactly(
                        tuple("Research", "$6.00"),
                        tuple("Red-team and fix", "$4.00"),
                        tuple("Report and summary", "$0.50"),
                        tuple("Ideas", "$0.50"),
                        tuple("Not told by step", "$1.30"));
    }

    @Test
    void theChartHasTheGoalAndWhatEachIdeaCameFrom() {
        threeThatEnded();
        running(4, "sp-2", Duration.ofMinutes(20));

        MetricChart chart = Objects.requireNonNull(view().chart());

        assertThat(chart.title()).isEqualTo("f1 over the loop");
        assertThat(chart.goal()).extracting(MetricChart.Goal::text).isEqualTo("target 0.95: the loop stops");
        assertThat(chart.label()).endsWith("The target is 0.95.");
        assertThat(chart.edges()).hasSize(3);
        assertThat(chart.points())
                .extracting(MetricChart.Point::kind, MetricChart.Point::value)
                .containsExactly(tuple("up", "0.8"), tuple("best", ""), tuple("done", "0.85"), tuple("run", ""));
        assertThat(chart.ticks())
                .extracting(MetricChart.Tick::text)
                .as("with those to come")
                .containsExactly("1", "2", "3", "4", "5", "6");
    }

    @Test
    void anIdeaWithoutASprintIsStillToComeInTheChart() {
        threeThatEnded();
        offered(4, "sp-2", "Penalise the pairs that fire together");

        assertThat(Objects.requireNonNull(view().chart()).ticks()).hasSize(6);
    }

    private LoopView view() {
        return LoopView.of(progress(), steps, NOW, ZoneOffset.UTC);
    }

    private Fact fact(String label) {
        return view().facts().stream()
                .filter(fact -> fact.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    private List<String> labels() {
        return view().facts().stream().map(Fact::label).toList();
    }

    private void threeThatEnded() {
        completed(1, null, 0.8, "Train the probe anew");
        completed(2, "sp-1", 0.9, "Another optimiser");
        completed(3, "sp-1", 0.85, "Penalise the pairs that are aligned");
    }

    private void completed(int position, @Nullable String parent, double value, String idea) {
        Instant created = NOW.minus(Duration.ofHours(9 - position));
        turn(
                position,
                parent,
                TurnState.SPRINT,
                SprintStatus.COMPLETED,
                value,
                idea,
                4,
                created,
                created.plus(Duration.ofHours(1)));
    }

    private void running(int position, @Nullable String parent, Duration age) {
        turn(position, parent, TurnState.SPRINT, SprintStatus.RUNNING, null, "At work", 0.4, NOW.minus(age), null);
    }

    private void offered(int position, @Nullable String parent, String idea) {
        turn(position, parent, TurnState.OFFERED, null, null, idea, 0, null, null);
    }

    private void turn(
            int position,
            @Nullable String parent,
            TurnState state,
            @Nullable SprintStatus sprint,
            @Nullable Double value,
            String idea,
            double cost,
            @Nullable Instant created,
            @Nullable Instant ended) {
        String id = sprint == null ? null : "sp-" + position;
        LoopTurn turn =
                new LoopTurn(position, 1, TurnOrigin.IMPROVE, parent, state, false, id, sprint, value, NOW, null);
        turns.add(new LoopTurnRow(turn, idea, null, cost > 1 ? 0.1 : 0, cost, null, created, ended));
    }

    private LoopProgress progress() {
        LoopPlan plan = new LoopPlan(
                6,
                2,
                OnFailure.SKIP,
                LoopStrategy.BEST_FIRST,
                IdeaSource.JOB,
                true,
                60,
                ApprovalTimeout.PAUSE,
                new LoopMetric("f1", MetricDirection.MAX),
                new MetricStop(0.95, 4),
                new Budget(budget, null));
        LoopRow row = SampleLoop.row(status, plan, NOW.minus(Duration.ofHours(9)));
        double cost = turns.stream().mapToDouble(LoopTurnRow::costUsd).sum();
        return new LoopProgress(row, turns, new Spend(cost, 0));
    }
}
