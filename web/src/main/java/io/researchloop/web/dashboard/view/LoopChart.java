package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loop's metric over its sprints, with its goal and with what each idea came from. */
final class LoopChart {
    private static final int LONGEST = 200;
    /** So many sprints can be told apart by their numbers; of a longer loop those to come are not drawn. */
    private static final int NUMBERED = 12;

    private LoopChart() {}

    /** Null if there is nothing to draw. */
    static @Nullable MetricChart of(LoopProgress loop) {
        LoopMetric metric = loop.loop().plan().metric();
        if (metric == null) {
            return null;
        }
        List<SprintPoint> points = new ArrayList<>();
        Map<String, String> parents = new HashMap<>();
        for (LoopTurnRow row : loop.turns()) {
            LoopTurn turn = row.turn();
            boolean measures = turn.state() == TurnState.SPRINT;
            if (measures && turn.sprintId() != null && turn.sprintStatus() != null) {
                points.add(new SprintPoint(points.size() + 1L, turn.sprintId(), turn.sprintStatus(), turn.metric()));
                if (turn.parent() != null) {
                    parents.put(turn.sprintId(), turn.parent());
                }
            }
        }
        List<SprintPoint> last = points.subList(Math.max(0, points.size() - LONGEST), points.size());
        StudyMetric one = new StudyMetric(metric.name(), "", last.size(), metric.direction(), null);
        Leaderboard board = new Leaderboard(
                loop.loop().studyName(), List.of(one), one, metric.direction(), List.of(), List.copyOf(last));
        boolean over = loop.loop().status().terminal();
        int ahead = over ? 0 : ahead(loop);
        return MetricChart.of(
                board,
                new MetricChart.Course(
                        parents,
                        points.size() + ahead > NUMBERED ? 0 : ahead,
                        loop.loop().plan().stop().target(),
                        !over));
    }

    /** Those that have not begun, and those that have an idea at most. */
    private static int ahead(LoopProgress loop) {
        long ideas = loop.turns().stream()
                .map(row -> row.turn().state())
                .filter(state -> state == TurnState.WRITING || state == TurnState.OFFERED)
                .count();
        return (int) Math.max(0, loop.loop().plan().count() - loop.begun() + ideas);
    }
}
