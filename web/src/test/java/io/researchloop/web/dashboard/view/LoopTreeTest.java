package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.store.LoopTurnRow;
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
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LoopTreeTest {
    private static final Instant NOW = Instant.parse("2026-11-27T01:00:00Z");

    private final List<LoopTurnRow> turns = new ArrayList<>();

    private void turn(int position, TurnOrigin origin, @Nullable Integer parent, @Nullable Double value) {
        LoopTurn turn = new LoopTurn(
                position,
                1,
                origin,
                parent == null ? null : "sp-" + parent,
                TurnState.SPRINT,
                false,
                "sp-" + position,
                SprintStatus.COMPLETED,
                value,
                NOW,
                null);
        turns.add(new LoopTurnRow(turn, "Idea " + position, null, 0, 0, null, null, null));
    }

    private List<LoopView.Node> nodes() {
        return new LoopTree(progress()).nodes();
    }

    private LoopProgress progress() {
        LoopPlan plan = new LoopPlan(
                10_000,
                1,
                OnFailure.STOP,
                LoopStrategy.LINEAR,
                IdeaSource.JOB,
                false,
                null,
                ApprovalTimeout.PAUSE,
                new LoopMetric("error", MetricDirection.MIN),
                new MetricStop(null, null),
                Budget.UNLIMITED);
        return new LoopProgress(SampleLoop.row(LoopStatus.RUNNING, plan, NOW), turns, Spend.NOTHING);
    }

    @Test
    void eachIdeaStandsBelowTheOneItCameFrom() {
        turn(1, TurnOrigin.DRAFT, null, 0.5);
        turn(2, TurnOrigin.DRAFT, null, 0.4);
        turn(3, TurnOrigin.IMPROVE, 1, 0.25);
        turn(4, TurnOrigin.IMPROVE, 3, 0.75);
        turn(5, TurnOrigin.IMPROVE, 1, null);

        assertThat(nodes())
                .extracting(LoopView.Node::title, LoopView.Node::depth, LoopView.Node::delta, LoopView.Node::best)
                .containsExactly(
                        tuple("Idea 1", 0, "", false),
                        tuple("Idea 3", 1, "−0.25 better", true),
                        tuple("Idea 4", 2, "+0.5 worse", false),
                        tuple("Idea 5", 1, "", false),
                        tuple("Idea 2", 0, "", false));
    }

    @Test
    void whereNoIdeaWasLeftNothingIsMeasured() {
        turn(1, TurnOrigin.FIRST, null, 0.5);
        turn(2, TurnOrigin.NEXT, 1, 0.4);
        LoopTurn none = new LoopTurn(
                3,
                1,
                TurnOrigin.NEXT,
                "sp-2",
                TurnState.NONE_LEFT,
                false,
                "sp-3",
                SprintStatus.CANCELLED,
                null,
                NOW,
                "None is left.");
        turns.add(new LoopTurnRow(none, null, null, 0, 0, null, null, null));

        LoopView view = LoopView.of(progress(), Map.of(), NOW, ZoneOffset.UTC);

        assertThat(Objects.requireNonNull(view.chart()).ticks())
                .extracting(MetricChart.Tick::text)
                .containsExactly("1", "2");
        assertThat(view.nodes().get(2))
                .returns("No idea", LoopView.Node::title)
                .returns(new StatusView("cancelled", "No idea left"), LoopView.Node::status)
                .returns("3 · sp-3 · None is left", LoopView.Node::meta);
    }

    @Test
    void aChainOfTenThousandIsDrawnAsOne() {
        turn(1, TurnOrigin.FIRST, null, null);
        IntStream.rangeClosed(2, 10_000).forEach(position -> turn(position, TurnOrigin.NEXT, position - 1, null));

        List<LoopView.Node> nodes = nodes();

        assertThat(nodes).hasSize(10_000).extracting(LoopView.Node::depth).containsOnly(0);
        assertThat(nodes.get(9_999).title()).isEqualTo("Idea 10000");
    }
}
