package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step on the sprint's time line.
 *
 * @param numbers duration and cost; empty before it began
 * @param from where its bar begins, in percent of the sprint's time so far; null without a bar
 * @param width of the bar, in percent
 * @param note what else there is to say; may be empty
 * @param ticksFrom since when a running step runs, so that the browser can count on; else null
 */
public record StepView(
        String name,
        String title,
        StatusView status,
        String numbers,
        @Nullable Double from,
        @Nullable Double width,
        String note,
        @Nullable Instant ticksFrom,
        String cost) {

    /**
     * The steps in order, each with its bar on one common time line that ends now or when the last one ended.
     *
     * @param remarks what there is to say of how a step ended, by its name
     * @param goesOn false once the sprint has ended: then no step runs, and none is gone on with
     */
    static List<StepView> of(List<StepReport> steps, Map<String, String> remarks, Instant now, boolean goesOn) {
        Instant first = steps.stream()
                .map(StepReport::startedAt)
                .filter(at -> at != null)
                .min(Instant::compareTo)
                .orElse(now);
        Instant last = steps.stream()
                .map(step -> end(step, now))
                .filter(at -> at != null)
                .max(Instant::compareTo)
                .orElse(now);
        double span = Math.max(1, Duration.between(first, last).toMillis());
        return steps.stream()
                .map(step -> of(step, remarks.getOrDefault(step.name(), ""), first, span, now, goesOn))
                .toList();
    }

    private static StepView of(
            StepReport step, String remark, Instant first, double span, Instant now, boolean goesOn) {
        boolean running = step.status() == StepStatus.RUNNING && goesOn;
        StatusView status = step.status() == StepStatus.RUNNING && !goesOn
                ? StatusView.of(StepStatus.INTERRUPTED)
                : StatusView.of(step.status());
        String title = Words.step(step.name());
        Instant started = step.startedAt();
        Instant ended = end(step, now);
        if (started == null || ended == null || step.status() == StepStatus.PENDING) {
            return new StepView(step.name(), title, status, "", null, null, "", null, "");
        }
        double from = percent(Duration.between(first, started), span);
        double width = Math.max(1, Math.min(100 - from, percent(Duration.between(started, ended), span)));
        String cost = Words.money(step.usage().costUsd());
        return new StepView(
                step.name(),
                title,
                status,
                Words.duration(Duration.between(started, ended)),
                Math.min(from, 99),
                width,
                Stream.of(remark, note(step, goesOn))
                        .filter(note -> !note.isEmpty())
                        .collect(Collectors.joining(" · ")),
                running ? started : null,
                cost);
    }

    private static String note(StepReport step, boolean goesOn) {
        String attempt = step.attempt() > 1 ? "In attempt " + step.attempt() : "";
        return switch (step.status()) {
            case INTERRUPTED ->
                "Cut off in attempt " + step.attempt() + (goesOn ? "; the next attempt goes on here" : "");
            case RUNNING -> goesOn ? attempt : "Cut off in attempt " + step.attempt();
            case COMPLETED -> attempt;
            case PENDING, FAILED -> "";
        };
    }

    private static @Nullable Instant end(StepReport step, Instant now) {
        return step.startedAt() == null ? null : step.endedAt() != null ? step.endedAt() : now;
    }

    private static double percent(Duration part, double span) {
        return Math.round(part.toMillis() / span * 10_000) / 100.0;
    }

    /** For the bar's colour. */
    public String bar() {
        return switch (status.key()) {
            case "running" -> "now";
            case "failed", "paused" -> "bad";
            default -> "done";
        };
    }
}
