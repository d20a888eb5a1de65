package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers at the head of a sprint's page, and the details beside it. */
final class SprintFacts {
    private SprintFacts() {}

    static List<Fact> of(SprintDetail detail, SprintContext context, Clock clock) {
        SprintRow row = detail.row();
        List<Fact> facts = new ArrayList<>();
        facts.add(step(detail, context.redTeamRounds().orElse(null), clock));
        if (row.status() == SprintStatus.QUEUED || row.status() == SprintStatus.PENDING) {
            facts.add(waiting(row, clock));
        }
        facts.add(elapsed(row, context.runTimes(), clock.instant()));
        facts.add(cost(row));
        facts.add(attempt(row));
        return facts;
    }

    private static Fact step(SprintDetail detail, @Nullable Integer rounds, Clock clock) {
        SprintRow row = detail.row();
        String phase = row.status() == SprintStatus.RUNNING ? row.phase() : null;
        StepPlace place = StepPlace.of(phase, detail.steps(), rounds);
        if (phase == null || place == null) {
            String value = phase == null ? Outcomes.of(row, clock.instant(), clock.getZone()) : Words.step(phase);
            return Fact.of(row.status() == SprintStatus.RUNNING ? "Step" : "State", value, "", "");
        }
        return new Fact("Step", Words.step(phase), place.words(), "", null, place.track(), null);
    }

    private static Fact waiting(SprintRow row, Clock clock) {
        Instant since = row.queuedAt() == null ? row.createdAt() : row.queuedAt();
        return new Fact(
                "Waits",
                Words.duration(Duration.between(since, clock.instant())),
                "",
                "since " + When.clock(since, clock.getZone()),
                null,
                null,
                since);
    }

    private static Fact elapsed(SprintRow row, List<Duration> finished, Instant now) {
        return new Fact(
                "Elapsed of limit",
                Words.duration(Elapsed.of(row, now)),
                "of " + Words.duration(Duration.ofSeconds(row.maxRunSeconds())),
                row.status() == SprintStatus.RUNNING ? Estimate.of(Elapsed.of(row, now), finished) : "",
                Elapsed.meter(row, now),
                null,
                Elapsed.ticksFrom(row));
    }

    private static Fact cost(SprintRow row) {
        Double budget = row.maxCostUsd();
        String spent = Words.money(row.costUsd());
        if (budget == null) {
            return Fact.of("Cost", spent, "", "no budget set");
        }
        String limit = Words.money(budget);
        return new Fact(
                "Cost of budget",
                spent,
                "of " + limit,
                "",
                new Meter(row.costUsd(), budget, spent + " of " + limit + " spent"),
                null,
                null);
    }

    private static Fact attempt(SprintRow row) {
        return row.attempt() == 0
                ? Fact.of("Attempt", "none yet", "", "at most " + row.maxAttempts())
                : Fact.of(
                        "Attempt",
                        String.valueOf(row.attempt()),
                        "",
                        row.cutOffs() == 0
                                ? "not interrupted"
                                : "cut off " + Words.counted(row.cutOffs(), "time") + " of at most "
                                        + row.maxAttempts());
    }

    private static String interruptions(SprintRow row) {
        return row.cutOffs() == 0 ? "no interruption" : "cut off " + Words.counted(row.cutOffs(), "time");
    }

    /** What it took and what it cost, the latter with its budget. */
    static List<String> spent(SprintRow row, Instant now) {
        Double budget = row.maxCostUsd();
        return List.of(
                Words.duration(Elapsed.of(row, now)),
                Words.money(row.costUsd()) + (budget == null ? "" : " of " + Words.money(budget)));
    }

    static List<Detail> details(SprintDetail detail, Clock clock) {
        SprintRow row = detail.row();
        Instant now = clock.instant();
        List<Detail> details = new ArrayList<>();
        details.add(Detail.text("Cluster", row.cluster()));
        if (row.jobId() != null) {
            details.add(Detail.code("Job", row.jobId()));
        }
        LiveView live = detail.live();
        if (live != null && live.node() != null && live.attempt() == row.attempt()) {
            details.add(Detail.code("Node", live.node()));
        }
        details.add(Detail.text("Agent", row.agent() + (row.model() == null ? "" : ", " + row.model())));
        if (row.turns() > 0) {
            details.add(Detail.text(
                    "Tokens",
                    Words.count(row.inputTokens()) + " in, " + Words.count(row.outputTokens()) + " out, "
                            + Words.counted(row.turns(), "turn")));
        }
        if (row.startedBy() != null) {
            details.add(Detail.text("Started by", row.startedBy()));
        }
        details.add(Detail.when("Created", When.of(row.createdAt(), now, clock.getZone())));
        if (row.startedAt() != null) {
            details.add(Detail.when("Started", When.of(row.startedAt(), now, clock.getZone())));
        }
        if (row.completedAt() != null) {
            details.add(Detail.when("Ended", When.of(row.completedAt(), now, clock.getZone())));
        } else if (row.heartbeatAt() != null) {
            details.add(Detail.when("Heartbeat", When.of(row.heartbeatAt(), now, clock.getZone())));
        }
        if (row.status().terminal() && row.attempt() > 0) {
            details.add(Detail.text("Attempts", row.attempt() + ", " + interruptions(row)));
        }
        detail.jobOptions().forEach((name, value) -> details.add(Detail.code(name, value)));
        if (row.loopId() != null) {
            details.add(Detail.link("Loop", row.loopId(), "/dashboard/loops/" + row.loopId()));
        }
        if (row.resubmitOf() != null) {
            details.add(Detail.link("Like", row.resubmitOf(), "/dashboard/sprints/" + row.resubmitOf()));
        }
        details.add(Detail.copied("Directory", row.directory(), "directory"));
        return details;
    }
}
