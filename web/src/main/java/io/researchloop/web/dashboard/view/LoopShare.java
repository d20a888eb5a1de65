package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.result.LoopProgress;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a kind of work has cost a loop. */
public record LoopShare(String kind, String amount) {
    private static final String IDEAS = "Ideas";
    /** What an attempt spent that was lost before it could say in which step. */
    private static final String OTHER = "Not told by step";

    /**
     * In the order of a sprint's work; what has cost nothing is left out.
     *
     * @param steps US dollars by the step's name
     */
    static List<LoopShare> of(LoopProgress loop, Map<String, Double> steps) {
        Map<String, Double> kinds = new LinkedHashMap<>();
        List.of("Research", "Red-team and fix", "Report and summary", IDEAS).forEach(kind -> kinds.put(kind, 0.0));
        steps.forEach((step, cost) -> kinds.merge(kind(step), cost, Double::sum));
        kinds.merge(
                IDEAS,
                loop.turns().stream().mapToDouble(LoopTurnRow::ideaCostUsd).sum(),
                Double::sum);
        double told = kinds.values().stream().mapToDouble(cost -> cost).sum();
        kinds.put(OTHER, loop.spend().costUsd() - told);
        return kinds.entrySet().stream()
                .filter(kind -> kind.getValue() >= 0.005)
                .map(kind -> new LoopShare(kind.getKey(), Words.money(kind.getValue())))
                .toList();
    }

    private static String kind(String step) {
        if (step.startsWith("red_team") || step.startsWith("fix")) {
            return "Red-team and fix";
        }
        return switch (step) {
            case "generate_idea" -> IDEAS;
            case "report", "summarize" -> "Report and summary";
            case "research" -> "Research";
            default -> Words.step(step);
        };
    }
}
