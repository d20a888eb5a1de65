package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A loop's page.
 *
 * @param callout why it is paused or has ended; null if there is nothing to say
 * @param proposals ideas that wait for a person
 * @param nodes the tree of ideas, each after the one it came from
 * @param metric that it is about; empty for none
 * @param chart null if there is nothing to draw
 * @param rules what ends it, each with how it stands
 * @param spent what it spent for what; empty if nothing was
 */
public record LoopView(
        String id,
        String title,
        String study,
        StatusView status,
        When created,
        @Nullable String startedBy,
        String manner,
        @Nullable Callout callout,
        List<Fact> facts,
        List<ProposalView> proposals,
        List<Node> nodes,
        String metric,
        @Nullable MetricChart chart,
        List<Rule> rules,
        List<LoopShare> spent,
        String guidance,
        int count,
        String budget,
        boolean canPause,
        boolean canResume,
        boolean canStop,
        boolean live) {
    /** Something about the whole page. */
    public record Callout(String status, String icon, String title, String text) {}

    /**
     * An idea in the tree.
     *
     * @param depth 0 for a root
     * @param href null while there is no sprint
     * @param value of the metric; empty if there is none
     * @param delta against its parent, with better or worse; empty if there is nothing to compare
     * @param direction up or down, for the colour of the delta; empty for none
     */
    public record Node(
            int depth,
            StatusView status,
            String title,
            @Nullable String href,
            String meta,
            String value,
            String delta,
            String direction,
            boolean best) {}

    public record Rule(String text, String now) {}

    /** @param steps what its sprints have spent in their steps, in US dollars by the step's name */
    public static LoopView of(LoopProgress loop, Map<String, Double> steps, Instant now, ZoneId zone) {
        LoopStatus status = loop.loop().status();
        LoopPlan plan = loop.loop().plan();
        Double budget = plan.budget().maxCostUsd();
        LoopPace pace = new LoopPace(loop, now, zone);
        return new LoopView(
                loop.loop().id(),
                LoopLine.title(loop),
                loop.loop().studyName(),
                LoopLine.status(loop),
                When.of(loop.loop().createdAt(), now, zone),
                loop.loop().startedBy(),
                manner(plan),
                callout(loop),
                facts(loop, pace),
                ProposalView.of(loop, pace, now, zone),
                new LoopTree(loop).nodes(),
                plan.metric() == null ? "" : name(plan.metric()),
                LoopChart.of(loop),
                rules(loop),
                LoopShare.of(loop, steps),
                loop.loop().guidance(),
                plan.count(),
                budget == null ? "" : String.format(Locale.ROOT, "%.2f", budget),
                status == LoopStatus.RUNNING,
                status == LoopStatus.PAUSED || status == LoopStatus.FAILED,
                !status.terminal() && status != LoopStatus.STOPPING,
                !status.terminal());
    }

    private static String manner(LoopPlan plan) {
        String strategy =
                switch (plan.strategy()) {
                    case LINEAR -> "one from the other";
                    case BEST_FIRST -> "best first";
                };
        return strategy + (plan.parallel() > 1 ? ", " + plan.parallel() + " at once" : "");
    }

    private static @Nullable Callout callout(LoopProgress loop) {
        String reason = loop.loop().reason();
        String text = reason == null ? "" : reason;
        return switch (loop.loop().status()) {
            case RUNNING -> null;
            case PAUSED -> new Callout("paused", "s-paused", "Paused: nothing new begins until you resume it", text);
            case STOPPING -> new Callout("stopped", "s-stopped", "Stopping: it ends with the sprints that run", text);
            case STOPPED -> new Callout("stopped", "s-stopped", "Stopped", text);
            case COMPLETED -> text.isEmpty() ? null : new Callout("completed", "s-completed", "Completed", text);
            case FAILED ->
                new Callout(
                        "failed",
                        "s-failed",
                        "Failed",
                        (text.endsWith(".") ? text : text + ".")
                                + " Mend the cause and resume the loop: that sprint is tried once more.");
        };
    }

    private static List<Fact> facts(LoopProgress loop, LoopPace pace) {
        LoopPlan plan = loop.loop().plan();
        List<Fact> facts = new ArrayList<>();
        String working = loop.working() == 0 ? "" : ", " + loop.working() + " at work";
        facts.add(new Fact(
                "Progress",
                loop.completed() + " of " + plan.count(),
                "sprints completed" + working,
                "",
                null,
                plan.count() > 12 ? null : LoopLine.track(loop),
                null));
        LoopMetric metric = plan.metric();
        if (metric != null) {
            Double target = plan.stop().target();
            facts.add(Fact.of(
                    "Best " + name(metric),
                    loop.bestValue().map(MetricView::number).orElse("none yet"),
                    target == null ? "" : "target " + MetricView.number(target),
                    loop.best().map(turn -> best(turn, loop.sinceBest())).orElse("")));
        }
        facts.addAll(SpendView.of(loop.spend(), plan.budget()));
        facts.addAll(pace.facts());
        return facts;
    }

    /** As its chart says it. */
    private static String name(LoopMetric metric) {
        return MetricView.name(metric.name(), "");
    }

    private static String best(LoopTurnRow turn, int since) {
        return "sprint " + turn.turn().position()
                + (since == 0 ? "" : ", " + Words.counted(since, "sprint") + " since, none better");
    }

    private static List<Rule> rules(LoopProgress loop) {
        LoopPlan plan = loop.loop().plan();
        List<Rule> rules = new ArrayList<>();
        rules.add(new Rule(
                Words.counted(plan.count(), "sprint") + (plan.count() == 1 ? " has" : " have") + " ended",
                String.valueOf(loop.completed())));
        LoopMetric metric = plan.metric();
        Double target = plan.stop().target();
        if (metric != null && target != null) {
            rules.add(new Rule(
                    name(metric) + " reaches " + MetricView.number(target),
                    loop.bestValue().map(MetricView::number).orElse("no value yet")));
        }
        Integer patience = plan.stop().patience();
        if (patience != null) {
            rules.add(new Rule(
                    Words.counted(patience, "sprint") + " in a row " + (patience == 1 ? "brings" : "bring")
                            + " nothing better",
                    metric == null ? "" : String.valueOf(loop.sinceBest())));
        }
        Double budget = plan.budget().maxCostUsd();
        if (budget != null) {
            rules.add(new Rule(
                    Words.money(budget) + " are spent", Words.money(loop.spend().costUsd())));
        }
        switch (plan.onFailure()) {
            case STOP -> rules.add(new Rule("a sprint fails", ""));
            case RETRY -> rules.add(new Rule("a sprint has failed three times", ""));
            case SKIP -> {
                // A failure does not end it.
            }
        }
        return rules;
    }
}
