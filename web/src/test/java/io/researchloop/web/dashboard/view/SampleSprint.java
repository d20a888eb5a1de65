package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A sprint of some state, as its page reads it. */
final class SampleSprint {
    static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    private SampleSprint() {}

    static AttemptRecord outOfMemory() {
        return outOfMemory(null);
    }

    static AttemptRecord outOfMemory(@Nullable JobMemory memory) {
        return new AttemptRecord(
                1,
                "41",
                NOW,
                NOW,
                NOW,
                new AttemptEnd(
                        Outcome.of(OutcomeKind.AGENT_FAILED, "Killed."),
                        new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "OUT_OF_MEMORY", 137, null, "").with(memory)));
    }

    static List<StepReport> running() {
        return List.of(
                step("research", StepStatus.COMPLETED, 80, 20), step("red_team_1", StepStatus.RUNNING, 20, null));
    }

    static StepReport step(String name, StepStatus status, @Nullable Integer from, @Nullable Integer to) {
        return new StepReport(name, status, 1, ago(from), ago(to), new Usage(1, 0, 0, 1));
    }

    static @Nullable Instant ago(@Nullable Integer minutes) {
        return minutes == null ? null : NOW.minus(Duration.ofMinutes(minutes));
    }

    static SprintDetail detail(
            SprintRow row, List<StepReport> steps, List<AttemptRecord> attempts, @Nullable LiveView live) {
        return new SprintDetail(row, "An idea", null, null, null, List.of(), "{}", Map.of(), steps, attempts, live);
    }

    static SprintRow row(SprintStatus status, @Nullable String error, Instant heartbeatAt) {
        Instant started = NOW.minus(Duration.ofMinutes(80));
        return new SprintRow(
                1,
                "sp-00000001",
                "grokking",
                "here",
                "An idea",
                status,
                2,
                1,
                0,
                "41",
                "rl-sp-00000001-2",
                "/work/x",
                started,
                started,
                started,
                started,
                status.terminal() ? NOW : null,
                null,
                600,
                error,
                null,
                null,
                "claude",
                "opus",
                3.64,
                10,
                5,
                2,
                "red_team_1",
                4 * 3600,
                5,
                8.0,
                60,
                null,
                null,
                7,
                true,
                heartbeatAt,
                null,
                null);
    }
}
