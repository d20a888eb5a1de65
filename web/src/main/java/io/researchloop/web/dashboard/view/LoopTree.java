package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnOrigin;
import io.researchloop.workflows.loop.TurnState;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A loop's ideas, each below the one it came from. A chain may be thousands long: nothing here is recursive. */
final class LoopTree {
    /** In a deeper tree the indentation would eat the text. */
    private static final int DEEPEST = 4;

    private final LoopProgress loop;
    private final @Nullable LoopMetric metric;
    private final @Nullable String best;
    private final Map<String, LoopTurn> bySprint = new HashMap<>();
    private final Map<String, List<LoopTurnRow>> children = new HashMap<>();

    LoopTree(LoopProgress loop) {
        this.loop = loop;
        this.metric = loop.loop().plan().metric();
        this.best = loop.best().map(turn -> turn.turn().sprintId()).orElse(null);
        for (LoopTurnRow row : loop.turns()) {
            LoopTurn turn = row.turn();
            if (turn.sprintId() != null) {
                bySprint.put(turn.sprintId(), turn);
            }
            if (turn.parent() != null) {
                children.computeIfAbsent(turn.parent(), parent -> new ArrayList<>())
                        .add(row);
            }
        }
    }

    private record Place(LoopTurnRow row, int depth) {}

    /** Depth first, in the order of the turns. */
    List<LoopView.Node> nodes() {
        List<LoopView.Node> nodes = new ArrayList<>();
        Deque<Place> next = new ArrayDeque<>();
        push(next, loop.turns().stream().filter(this::isRoot).toList(), 0);
        while (!next.isEmpty()) {
            Place place = next.pop();
            nodes.add(node(place.row(), Math.min(place.depth(), DEEPEST)));
            String id = place.row().turn().sprintId();
            if (id != null) {
                List<LoopTurnRow> below = children.getOrDefault(id, List.of());
                push(next, below, place.depth() + (isChain(place.row(), below) ? 0 : 1));
            }
        }
        return nodes;
    }

    private static void push(Deque<Place> next, List<LoopTurnRow> rows, int depth) {
        for (int i = rows.size() - 1; i >= 0; i--) {
            next.push(new Place(rows.get(i), depth));
        }
    }

    private boolean isRoot(LoopTurnRow row) {
        String parent = row.turn().parent();
        return parent == null || !bySprint.containsKey(parent);
    }

    /** A chain is no tree: what follows from the only one before it stands below it, not further in. */
    private static boolean isChain(LoopTurnRow row, List<LoopTurnRow> below) {
        TurnOrigin origin = row.turn().origin();
        return below.size() == 1 && (origin == TurnOrigin.NEXT || origin == TurnOrigin.FIRST);
    }

    private LoopView.Node node(LoopTurnRow row, int depth) {
        LoopTurn turn = row.turn();
        String idea = row.idea();
        String change = delta(turn);
        return new LoopView.Node(
                depth,
                status(turn),
                idea == null || idea.isBlank() ? withoutIdea(turn) : Words.title(idea),
                href(turn),
                meta(row),
                turn.metric() == null ? "" : MetricView.number(turn.metric()),
                change,
                change.endsWith("better") ? "up" : change.endsWith("worse") ? "down" : "",
                best != null && best.equals(turn.sprintId()));
    }

    private static String withoutIdea(LoopTurn turn) {
        boolean over = turn.sprintStatus() != null && turn.sprintStatus().terminal();
        return switch (turn.state()) {
            case REFUSED, UNUSABLE, NONE_LEFT -> "No idea";
            case WRITING, OFFERED, SPRINT -> over ? "No idea" : "The idea is being written";
        };
    }

    private @Nullable String href(LoopTurn turn) {
        if (turn.state() == TurnState.OFFERED) {
            return "/dashboard/loops/" + loop.loop().id() + "?idea=" + turn.position() + "#idea-" + turn.position();
        }
        return turn.sprintId() == null ? null : "/dashboard/sprints/" + turn.sprintId();
    }

    private static String meta(LoopTurnRow row) {
        LoopTurn turn = row.turn();
        StringBuilder meta = new StringBuilder(String.valueOf(turn.position()));
        if (turn.number() > 1) {
            meta.append(", try ").append(turn.number());
        }
        if (turn.sprintId() != null) {
            meta.append(" · ").append(turn.sprintId());
        }
        double cost = row.sprintCostUsd() + row.ideaCostUsd();
        if (cost > 0) {
            meta.append(" · ").append(Words.money(cost));
        }
        boolean bad = turn.state() != TurnState.SPRINT || turn.sprintStatus() == SprintStatus.FAILED;
        if (bad && turn.detail() != null) {
            meta.append(" · ").append(Words.title(turn.detail()));
        }
        return meta.toString();
    }

    private static StatusView status(LoopTurn turn) {
        return switch (turn.state()) {
            case WRITING -> new StatusView("running", "Writing the idea");
            case OFFERED -> new StatusView("approval", "Needs approval");
            case REFUSED -> new StatusView("cancelled", "Refused");
            case NONE_LEFT -> new StatusView("cancelled", "No idea left");
            case UNUSABLE -> new StatusView("failed", "No usable idea");
            case SPRINT -> StatusView.of(turn.sprintStatus() == null ? SprintStatus.PENDING : turn.sprintStatus());
        };
    }

    private String delta(LoopTurn turn) {
        LoopTurn parent = turn.parent() == null ? null : bySprint.get(turn.parent());
        Double value = turn.metric();
        Double before = parent == null ? null : parent.metric();
        if (metric == null || value == null || before == null || value.equals(before)) {
            return "";
        }
        String sign = value > before ? "+" : "−";
        return sign
                + MetricView.number(Math.abs(value - before))
                + (metric.direction().better(value, before) ? " better" : " worse");
    }
}
