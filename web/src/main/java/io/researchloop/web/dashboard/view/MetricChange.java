package io.researchloop.web.dashboard.view;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.workflows.model.MetricDirection;

/**
 * What a sprint measured, beside the best that its study had before.
 *
 * @param change what it is better or worse by, in words; empty if there was nothing before it, or nobody said which way
 *     is better
 * @param way up if it is better, down if it is worse; else empty
 */
public record MetricChange(String name, String value, String change, String way) {
    public static MetricChange of(StudyValue measured) {
        Metric metric = measured.metric();
        MetricDirection direction = metric.direction();
        Double before = measured.bestBefore();
        String name = MetricView.name(metric.name(), metric.split());
        String value = MetricView.number(metric.value()) + (metric.unit() == null ? "" : " " + metric.unit());
        if (direction == null || before == null) {
            return new MetricChange(name, value, "", "");
        }
        if (before == metric.value()) {
            return new MetricChange(name, value, "same", "");
        }
        boolean better = direction.better(metric.value(), before);
        return new MetricChange(
                name,
                value,
                MetricView.difference(metric.value() - before) + (better ? " better" : " worse"),
                better ? "up" : "down");
    }
}
