package io.researchloop.web.dashboard.view;

import io.researchloop.web.command.ClusterCheck;
import io.researchloop.web.command.ClusterCheck.Report;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The last look at a cluster's links, or the one under way.
 *
 * @param when it ended; null while it is under way
 */
public record CheckView(@Nullable When when, List<Line> lines) {

    /**
     * @param status the key of its colour and its icon
     * @param word how it fares, for those who do not see that
     */
    public record Line(String status, boolean spins, String word, String name, String detail, String fix) {
        boolean passed() {
            return status.equals("completed") || status.equals("attention");
        }
    }

    public static CheckView of(Report report, Instant now, ZoneId zone) {
        Instant end = report.end();
        List<Line> lines = new ArrayList<>();
        report.steps().stream()
                .filter(step -> end == null || step.status() != ClusterCheck.Status.NOT_TRIED)
                .forEach(step -> lines.add(line(step)));
        String rest = report.steps().stream()
                .filter(step -> end != null && step.status() == ClusterCheck.Status.NOT_TRIED)
                .map(ClusterCheck.Step::name)
                .collect(Collectors.joining(", "));
        if (!rest.isEmpty()) {
            lines.add(new Line("cancelled", false, "Not tried", "The rest", rest, ""));
        }
        return new CheckView(end == null ? null : When.of(end, now, zone), lines);
    }

    public boolean running() {
        return when == null;
    }

    private static Line line(ClusterCheck.Step step) {
        String name = step.name().substring(0, 1).toUpperCase(Locale.ROOT)
                + step.name().substring(1);
        return switch (step.status()) {
            case RUNNING -> new Line("running", true, "Under way", name, "Looking…", "");
            case OK -> new Line("completed", false, "Passed", name, step.detail(), step.fix());
            case WARNING -> new Line("attention", false, "Passed with a warning", name, step.detail(), step.fix());
            case FAILED -> new Line("failed", false, "Failed", name, step.detail(), step.fix());
            case NOT_TRIED -> new Line("pending", false, "Waiting", name, "", "");
        };
    }
}
