package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.workflows.model.MetricDirection;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A study's leaderboard.
 *
 * @param heading the metric's name and which way is better
 * @param chart null if there is nothing to draw
 * @param compare address of the page that compares the first ones; null if there is one place only
 */
public record LeaderboardView(
        String heading,
        List<Choice> choices,
        List<Place> places,
        @Nullable MetricChart chart,
        @Nullable String compare) {
    private static final int COMPARED = 3;

    /** A metric of the study, by the value that its form field has. */
    public record Choice(String value, String text, boolean chosen) {}

    /** @param bar length of the bar before the value, in per cent */
    public record Place(
            int rank,
            String id,
            String idea,
            String value,
            String bar,
            String cost,
            @Nullable When ended) {}

    public static LeaderboardView of(Leaderboard board, Instant now, ZoneId zone) {
        StudyMetric metric = board.metric();
        String heading = metric == null
                ? ""
                : MetricView.name(metric.name(), metric.split())
                        + (board.direction() == MetricDirection.MAX ? " ↑" : " ↓");
        return new LeaderboardView(
                heading,
                board.metrics().stream()
                        .map(one ->
                                new Choice(value(one), MetricView.name(one.name(), one.split()), one.equals(metric)))
                        .toList(),
                board.places().stream()
                        .map(place -> place(board, place, now, zone))
                        .toList(),
                MetricChart.of(board),
                board.places().size() < 2
                        ? null
                        : "/dashboard/compare?ids="
                                + String.join(
                                        ",",
                                        board.places().stream()
                                                .limit(COMPARED)
                                                .map(place -> place.sprint().id())
                                                .toList()));
    }

    /** Name and split in one form field; a tab is in neither. */
    public static String value(StudyMetric metric) {
        return metric.split().isEmpty() ? metric.name() : metric.name() + "\t" + metric.split();
    }

    private static Place place(Leaderboard board, Leaderboard.Place place, Instant now, ZoneId zone) {
        Instant ended = place.sprint().completedAt();
        StudyMetric metric = board.metric();
        String unit = metric == null || metric.unit() == null ? "" : " " + metric.unit();
        return new Place(
                place.rank(),
                place.sprint().id(),
                Words.title(place.sprint().ideaPreview()),
                MetricView.number(place.value()) + unit,
                bar(board, place.value()),
                Words.money(place.sprint().costUsd()),
                ended == null ? null : When.of(ended, now, zone));
    }

    /** The first has all of it, the last that is shown a tenth. */
    private static String bar(Leaderboard board, double value) {
        double first = board.places().get(0).value();
        double last = board.places().get(board.places().size() - 1).value();
        double share = first == last ? 1 : (value / 2 - last / 2) / (first / 2 - last / 2);
        return String.format(Locale.ROOT, "%.0f%%", 10 + 90 * share);
    }
}
