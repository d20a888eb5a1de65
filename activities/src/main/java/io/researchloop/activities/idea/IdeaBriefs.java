package io.researchloop.activities.idea;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.prompt.IdeaBrief;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.Metrics;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.SprintText;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gathers what the agent is told for an idea, within a limit: the best and the newest come first. */
@Component
public final class IdeaBriefs {
    /** Some 12,000 tokens, at about four characters each. */
    static final int LONGEST = 48_000;

    private static final int LOOKED_AT = 100;
    private static final int BEST = 3;
    private static final int COMPARED = 500;

    private final SprintStore sprints;
    private final LoopStore loops;
    private final Metrics metrics;

    IdeaBriefs(SprintStore sprints, LoopStore loops, Metrics metrics) {
        this.sprints = sprints;
        this.loops = loops;
        this.metrics = metrics;
    }

    /** For a turn of a loop. */
    public IdeaBrief brief(LoopRow loop, LoopTurn turn) {
        List<LoopTurnRow> turns = loops.turns(loop);
        LoopMetric metric = loop.plan().metric();
        List<PastSprint> past = past(loop, turns, metric);
        Room room = new Room(LONGEST);
        String parent = past.stream()
                .filter(sprint -> sprint.row().id().equals(turn.parent()))
                .findFirst()
                .map(PastSprint::describe)
                .map(room::take)
                .orElse("");
        List<PastSprint> others = past.stream()
                .filter(sprint -> !sprint.row().id().equals(turn.parent()))
                .toList();
        String deadEnds = deadEnds(others, turns, new Room(LONGEST / 4));
        return new IdeaBrief(task(turn), parent, results(others, metric, room), deadEnds, standing(past, metric));
    }

    /** The ideas that must not be repeated: the study's last ones, and those that a person refused. */
    public List<String> earlier(LoopRow loop) {
        List<SprintRow> rows = sprints.list(SprintFilter.study(loop.studyName()), null, COMPARED)
                .rows();
        Stream<String> stated = texts(rows).values().stream().map(SprintText::idea);
        Stream<String> refused = loops.turns(loop).stream()
                .filter(turn -> turn.turn().sprintId() == null)
                .map(LoopTurnRow::idea)
                .filter(Objects::nonNull);
        return Stream.concat(stated, refused).filter(idea -> !idea.isBlank()).toList();
    }

    private List<PastSprint> past(LoopRow loop, List<LoopTurnRow> turns, @Nullable LoopMetric metric) {
        Map<String, SprintRow> rows = new LinkedHashMap<>();
        Stream.of(new SprintFilter(null, null, null, loop.id()), SprintFilter.study(loop.studyName()))
                .flatMap(filter -> sprints.list(filter, null, LOOKED_AT).rows().stream())
                .forEach(row -> rows.putIfAbsent(row.id(), row));
        Map<String, Double> values = turns.stream()
                .map(LoopTurnRow::turn)
                .filter(turn -> turn.sprintId() != null && turn.metric() != null)
                .collect(Collectors.toMap(LoopTurn::sprintId, LoopTurn::metric));
        Map<String, SprintText> texts = texts(List.copyOf(rows.values()));
        List<PastSprint> past = new ArrayList<>();
        rows.forEach((id, row) -> {
            SprintText text = texts.get(id);
            if (text != null && !text.idea().isBlank()) {
                List<Metric> measured = row.status().terminal() ? metrics.of(id) : List.of();
                Double value = metric == null ? null : values.getOrDefault(id, value(measured, metric));
                past.add(new PastSprint(row, text.idea(), text.summary(), inWords(measured), value));
            }
        });
        return past;
    }

    private Map<String, SprintText> texts(List<SprintRow> rows) {
        return sprints.texts(rows.stream().map(SprintRow::id).toList());
    }

    private static @Nullable Double value(List<Metric> measured, LoopMetric metric) {
        return measured.stream()
                .filter(one -> one.name().equals(metric.name()))
                .map(Metric::value)
                .findFirst()
                .orElse(null);
    }

    private static String inWords(List<Metric> measured) {
        return measured.stream()
                .limit(12)
                .map(metric -> metric.name() + (metric.split().isEmpty() ? "" : " (" + metric.split() + ")") + " = "
                        + metric.value() + (metric.unit() == null ? "" : " " + metric.unit()))
                .collect(Collectors.joining(", "));
    }

    private static String results(List<PastSprint> past, @Nullable LoopMetric metric, Room room) {
        List<PastSprint> done =
                past.stream().filter(sprint -> !sprint.deadEnd()).toList();
        Map<String, PastSprint> order = new LinkedHashMap<>();
        if (metric != null) {
            done.stream()
                    .filter(sprint -> sprint.completed() && sprint.value() != null)
                    .sorted(better(metric))
                    .limit(BEST)
                    .forEach(sprint -> order.put(sprint.row().id(), sprint));
        }
        done.forEach(sprint -> order.putIfAbsent(sprint.row().id(), sprint));
        return order.values().stream().map(PastSprint::describe).map(room::take).collect(Collectors.joining());
    }

    private static Comparator<PastSprint> better(LoopMetric metric) {
        return (one, other) -> {
            double first = Objects.requireNonNull(one.value());
            double second = Objects.requireNonNull(other.value());
            return metric.direction().better(first, second)
                    ? -1
                    : metric.direction().better(second, first) ? 1 : 0;
        };
    }

    private static String deadEnds(List<PastSprint> past, List<LoopTurnRow> turns, Room room) {
        Stream<String> failed = past.stream().filter(PastSprint::deadEnd).map(PastSprint::describe);
        Stream<String> refused = turns.stream()
                .filter(turn -> turn.turn().state() == TurnState.REFUSED && turn.idea() != null)
                .map(IdeaBriefs::refused);
        return Stream.concat(refused, failed).map(room::take).collect(Collectors.joining());
    }

    private static String refused(LoopTurnRow turn) {
        String why = turn.turn().detail();
        return "## An idea that was refused\n\nIdea: "
                + PastSprint.shortened(Objects.requireNonNullElse(turn.idea(), ""), 1_200) + "\n\nWhy: "
                + (why == null || why.isBlank() ? "no reason was given" : why) + "\n\n";
    }

    private static String standing(List<PastSprint> past, @Nullable LoopMetric metric) {
        if (metric == null) {
            return "";
        }
        String wanted = metric.name() + ", "
                + (metric.direction().name().toLowerCase(Locale.ROOT).equals("max")
                        ? "more is better"
                        : "less is better");
        Optional<PastSprint> best = past.stream()
                .filter(sprint -> sprint.completed() && sprint.value() != null)
                .min(better(metric));
        return wanted
                + best.map(sprint -> "; the best so far is " + sprint.value() + ", of "
                                + sprint.row().id())
                        .orElse("; no sprint has measured it yet");
    }

    private static String task(LoopTurn turn) {
        return switch (turn.origin()) {
            case FIRST ->
                "This is the first sprint of its loop: choose the question that teaches most about what the guidance asks.";
            case NEXT ->
                "Take the next step from the sprint named first below: answer the most important question that it left open.";
            case DRAFT ->
                "Try a way of its own: an approach to the goal that differs in kind from those below, not in a detail.";
            case IMPROVE ->
                "Improve on the sprint named first below, the best one so far: one change that should move the number, and"
                        + " why.";
            case DEBUG, RETRY ->
                "The sprint named first below failed. Find out from its end what went wrong, and state an idea that gets"
                        + " to its question on a safer way.";
        };
    }

    /** As many characters as are left; what does not fit any more is left out whole. */
    private static final class Room {
        private int left;

        Room(int size) {
            left = size;
        }

        String take(String text) {
            if (text.length() > left) {
                return "";
            }
            left -= text.length();
            return text;
        }
    }
}
