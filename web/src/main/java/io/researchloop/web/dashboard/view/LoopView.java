package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.SprintPoint;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.web.result.Leaderboard;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStatus;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.loop.TurnState;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loop's page.
 *
 * @param callout why it is paused or has ended; null if there is nothing to say
 * @param proposals ideas that wait for a person
 * @param nodes the tree of ideas, each after the one it came from
 * @param chart null if there is nothing to draw
 * @param rules what ends it, each with how it stands
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
        List<Proposal> proposals,
        List<Node> nodes,
        @Nullable MetricChart chart,
        List<Rule> rules,
        String guidance,
        int count,
        String budget,
        boolean canPause,
        boolean canResume,
        boolean canStop,
        boolean live) {
    private static final int LONGEST_CHART = 200;

    /** Something about the whole page. */
    public record Callout(String status, String icon, String title, String text) {}

    /** @param nearest how it came about, in words */
    public record Proposal(int position, String idea, When since, String nearest) {}

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

    public static LoopView of(LoopProgress loop, Instant now, ZoneId zone) {
        LoopStatus status = loop.loop().status();
        LoopPlan plan = loop.loop().plan();
        Double budget = plan.budget().maxCostUsd();
        return new LoopView(
                loop.loop().id(),
                LoopLine.title(loop),
                loop.loop().studyName(),
                LoopLine.status(loop),
                When.of(loop.loop().createdAt(), now, zone),
                loop.loop().startedBy(),
                manner(plan),
                callout(loop),
                facts(loop),
                loop.waiting().stream().map(turn -> proposal(turn, now, zone)).toList(),
                new LoopTree(loop).nodes(),
                chart(loop),
                rules(loop),
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

    private static List<Fact> facts(LoopProgress loop) {
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
                    "Best " + metric.name(),
                    loop.bestValue().map(MetricView::number).orElse("none yet"),
                    target == null ? "" : "target " + MetricView.number(target),
                    loop.best().map(turn -> "sprint " + turn.turn().position()).orElse("")));
        }
        facts.addAll(SpendView.of(loop.spend(), plan.budget()));
        if (loop.completed() > 0 && loop.spend().costUsd() > 0) {
            double each = loop.spend().costUsd() / loop.completed();
            facts.add(Fact.of(
                    "At this pace",
                    Words.money(each),
                    "a sprint",
                    "from " + Words.counted(loop.completed(), "sprint")));
        }
        return facts;
    }

    private static Proposal proposal(LoopTurnRow turn, Instant now, ZoneId zone) {
        return new Proposal(
                turn.turn().position(),
                Objects.requireNonNullElse(turn.idea(), ""),
                When.of(turn.turn().since(), now, zone),
                turn.turn().parent() == null ? "" : "from " + turn.turn().parent());
    }

    private static @Nullable MetricChart chart(LoopProgress loop) {
        LoopMetric metric = loop.loop().plan().metric();
        if (metric == null) {
            return null;
        }
        List<SprintPoint> points = new ArrayList<>();
        for (LoopTurnRow row : loop.turns()) {
            LoopTurn turn = row.turn();
            boolean measures = turn.state() == TurnState.SPRINT;
            if (measures && turn.sprintId() != null && turn.sprintStatus() != null) {
                points.add(new SprintPoint(points.size() + 1L, turn.sprintId(), turn.sprintStatus(), turn.metric()));
            }
        }
        List<SprintPoint> last = points.subList(Math.max(0, points.size() - LONGEST_CHART), points.size());
        StudyMetric one = new StudyMetric(metric.name(), "", last.size(), metric.direction(), null);
        return MetricChart.of(new Leaderboard(
                loop.loop().studyName(), List.of(one), one, metric.direction(), List.of(), List.copyOf(last)));
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
                    metric.name() + " reaches " + MetricView.number(target),
                    loop.bestValue().map(MetricView::number).orElse("no value yet")));
        }
        Integer patience = plan.stop().patience();
        if (patience != null) {
            rules.add(new Rule(
                    Words.counted(patience, "sprint") + " in a row " + (patience == 1 ? "brings" : "bring")
                            + " nothing better",
                    ""));
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
