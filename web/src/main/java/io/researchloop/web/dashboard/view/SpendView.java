package io.researchloop.web.dashboard.view;

import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.Spend;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a study has spent, as the numbers at the head of its page. */
public final class SpendView {
    private SpendView() {}

    /** GPU hours only where there are any, or a limit of them. */
    public static List<Fact> of(Spend spent, Budget budget) {
        List<Fact> facts = new ArrayList<>();
        Double dollars = budget.maxCostUsd();
        facts.add(fact("Spend", Words.money(spent.costUsd()), spent.costUsd(), dollars, Words.money(or(dollars))));
        Double hours = budget.maxGpuHours();
        if (hours != null || spent.gpuSeconds() > 0) {
            facts.add(fact(
                    "GPU hours",
                    MetricView.number(Math.round(spent.gpuHours() * 10) / 10.0),
                    spent.gpuHours(),
                    hours,
                    MetricView.number(or(hours))));
        }
        return facts;
    }

    private static Fact fact(String label, String value, double spent, @Nullable Double limit, String of) {
        if (limit == null) {
            return Fact.of(label, value, "", "no budget set");
        }
        String note = spent >= limit ? "The budget is spent: nothing new begins" : "";
        return new Fact(
                label + " of budget",
                value,
                "of " + of,
                note,
                new Meter(spent, limit, value + " of " + of + " spent"),
                null,
                null);
    }

    private static double or(@Nullable Double limit) {
        return limit == null ? 0 : limit;
    }
}
