package io.researchloop.web.dashboard.view;

import io.researchloop.workflows.model.Spend;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What was spent in the last days, as a chart of columns and a list of studies.
 *
 * @param label the chart in words, for who cannot see it
 * @param days oldest first, the last is today
 * @param studies the dearest first, all others together last
 * @param gpuHours in words; empty if there were none
 */
public record SpendWeek(String total, String label, List<Day> days, List<Share> studies, String gpuHours) {
    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("EEE", Locale.ENGLISH);
    private static final int NAMED = 4;

    /** Of the chart's height and width, in percent. */
    private static final double BASE = 84;

    private static final double HIGHEST = 65;
    private static final double MARGIN = 1;
    private static final double WIDTH = 9.2;

    /** A day's column; places and sizes are percentages. */
    public record Day(
            String name,
            String amount,
            String title,
            boolean today,
            String x,
            String middle,
            String y,
            String height) {}

    /** A study's part. */
    public record Share(String study, String amount) {}

    /**
     * The chart of these days.
     *
     * @param spent by study, of each day; the first is of the day {@code spent.size() - 1} days before today
     */
    public static SpendWeek of(List<Map<String, Spend>> spent, LocalDate today) {
        Map<String, Spend> studies = new HashMap<>();
        spent.forEach(day -> day.forEach((study, part) -> studies.merge(study, part, Spend::plus)));
        Spend whole = studies.values().stream().reduce(Spend.NOTHING, Spend::plus);
        List<Day> days = days(spent, today);
        return new SpendWeek(
                Words.money(whole.costUsd()),
                "Spend a day in US dollars: " + days.stream().map(Day::title).collect(Collectors.joining(", ")),
                days,
                shares(studies),
                whole.gpuSeconds() == 0 ? "" : MetricView.number(Math.round(whole.gpuHours() * 10) / 10.0) + " h");
    }

    private static List<Day> days(List<Map<String, Spend>> spent, LocalDate today) {
        List<Double> costs = spent.stream()
                .map(day -> day.values().stream().mapToDouble(Spend::costUsd).sum())
                .toList();
        double most = costs.stream().mapToDouble(cost -> cost).max().orElse(0);
        double step = (100 - 2 * MARGIN) / costs.size();
        List<Day> days = new ArrayList<>();
        for (int i = 0; i < costs.size(); i++) {
            int ago = costs.size() - 1 - i;
            LocalDate date = today.minusDays(ago);
            double cost = costs.get(i);
            double height = most > 0 ? HIGHEST * cost / most : 0;
            double x = MARGIN + step * i + (step - WIDTH) / 2;
            String name = ago == 0 ? "Today" : NAME.format(date);
            days.add(new Day(
                    name,
                    cost >= 10 ? String.format(Locale.ROOT, "$%,.0f", cost) : cost > 0 ? Words.money(cost) : "",
                    (ago == 0 ? "today so far" : date.getDayOfWeek().getDisplayName(TextStyle.FULL, Locale.ENGLISH))
                            + " " + Words.money(cost),
                    ago == 0,
                    percent(x),
                    percent(x + WIDTH / 2),
                    percent(BASE - height),
                    percent(height)));
        }
        return days;
    }

    private static List<Share> shares(Map<String, Spend> studies) {
        List<Map.Entry<String, Spend>> dearest = studies.entrySet().stream()
                .filter(study -> study.getValue().costUsd() > 0)
                .sorted(Comparator.comparingDouble((Map.Entry<String, Spend> study) ->
                                -study.getValue().costUsd())
                        .thenComparing(Map.Entry.comparingByKey()))
                .toList();
        List<Share> shares = dearest.stream()
                .limit(NAMED)
                .map(study ->
                        new Share(study.getKey(), Words.money(study.getValue().costUsd())))
                .collect(Collectors.toCollection(ArrayList::new));
        if (dearest.size() > NAMED) {
            double others = dearest.stream()
                    .skip(NAMED)
                    .mapToDouble(study -> study.getValue().costUsd())
                    .sum();
            shares.add(new Share((dearest.size() - NAMED) + " more", Words.money(others)));
        }
        return shares;
    }

    private static String percent(double value) {
        return String.format(Locale.ROOT, "%.2f%%", value);
    }
}
