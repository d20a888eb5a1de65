package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.MetricRank;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.workflows.model.MetricDirection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that the agent measured.
 *
 * @param change what it is better or worse by than the best that the study had before; may be empty
 * @param way up if it is better, down if it is worse; else empty
 * @param note goes on after the change; without one, which way is better, if the agent said so
 * @param wide true for the study's own metric, which comes first
 */
public record MetricView(String name, String value, String change, String way, String note, boolean wide) {
    private static final int MOST = 12;

    static List<MetricView> of(Measured measured) {
        return measured.values().stream()
                .sorted(Comparator.comparing(value -> !measured.isMain(value.metric())))
                .limit(MOST)
                .map(value -> of(value, measured))
                .toList();
    }

    private static MetricView of(StudyValue value, Measured measured) {
        MetricChange change = MetricChange.of(value);
        boolean main = measured.isMain(value.metric());
        String note = note(change, value.metric().direction());
        return new MetricView(
                change.name(),
                change.value(),
                change.change(),
                change.way(),
                main && measured.rank() != null ? ranked(change, note, measured.rank()) : note,
                main);
    }

    /** The best of all is better than the best before it. */
    private static String ranked(MetricChange change, String note, MetricRank rank) {
        String among = " of "
                + (rank.sprints() > MetricRank.COUNTED
                        ? "more than " + Words.count(MetricRank.COUNTED)
                        : String.valueOf(rank.sprints()));
        if (rank.place() == 1) {
            return change.change().isEmpty() ? "Best" + among : ", best" + among;
        }
        return note + ", " + Words.ordinal(rank.place()) + among;
    }

    private static String note(MetricChange change, @Nullable MetricDirection direction) {
        if (change.change().isEmpty()) {
            return note(direction);
        }
        return (change.way().isEmpty() ? " as" : " than") + " the best before it";
    }

    /** {@code probe_f1} of the split test is probe f1, test. */
    public static String name(String name, String split) {
        return name.replace('_', ' ') + (split.isEmpty() ? "" : ", " + split);
    }

    /** Five digits are more than one compares by eye; what is smaller or larger keeps its exponent. */
    public static String number(double number) {
        BigDecimal value = new BigDecimal(Double.toString(number)).stripTrailingZeros();
        if (value.precision() - value.scale() > 12) {
            return String.format(Locale.ROOT, "%.3g", value);
        }
        BigDecimal rounded = value.round(
                        new MathContext(Math.max(5, value.precision() - value.scale()), RoundingMode.HALF_EVEN))
                .stripTrailingZeros();
        return rounded.signum() != 0 && rounded.abs().doubleValue() < 1e-4
                ? String.format(Locale.ROOT, "%.3g", rounded)
                : rounded.toPlainString();
    }

    /** The same with its sign: what a value is above or below another. */
    public static String difference(double number) {
        return number > 0 ? "+" + number(number) : number == 0 ? "±0" : "−" + number(-number);
    }

    private static String note(@Nullable MetricDirection direction) {
        return direction == null ? "" : direction == MetricDirection.MAX ? "higher is better" : "lower is better";
    }
}
