package io.researchloop.web.dashboard.view;

import io.researchloop.activities.metric.Metric;
import io.researchloop.workflows.model.MetricDirection;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A number that the agent measured.
 *
 * @param note which way is better, if the agent said so
 */
public record MetricView(String name, String value, String note) {
    private static final int MOST = 12;

    static List<MetricView> of(List<Metric> metrics) {
        return metrics.stream()
                .limit(MOST)
                .map(metric -> new MetricView(
                        name(metric.name(), metric.split()),
                        number(metric.value()) + (metric.unit() == null ? "" : " " + metric.unit()),
                        note(metric.direction())))
                .toList();
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
