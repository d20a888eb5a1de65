package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.StudyValue;
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
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SprintViewTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);

    @Test
    void framesTheNumbersOfARunningSprint() {
        SprintView view = SprintView.of(
                detail(row(SprintStatus.RUNNING, null, NOW), running(), List.of(), null), SprintContext.NONE, CLOCK);

        assertThat(view.status()).isEqualTo(new StatusView("running", "Running"));
        assertThat(view.facts())
                .extracting(Fact::label, Fact::value, Fact::small)
                .containsExactly(
                        tuple("Step", "Red-team 1", "2 of at least 4"),
                        tuple("Elapsed of limit", "1 h 30 min", "of 4 h"),
                        tuple("Cost of budget", "$3.64", "of $8.00"),
                        tuple("Attempt", "2", ""));
        assertThat(view.facts().get(1).ticksFrom()).isEqualTo(NOW.minus(Duration.ofMinutes(90)));
        assertThat(view.announce()).isEqualTo("Red-team 1 is running, step 2.");
        assertThat(view.failure()).isNull();
    }

    @Test
    void saysWhyAJobWaitsInTheSchedulersQueueOnlyWhileItDoes() {
        SprintContext reason = waiting("Jobs of a higher priority are ahead of it. (Priority)", null);

        SprintView waits = SprintView.of(
                detail(row(SprintStatus.SUBMITTED, null, NOW), List.of(), List.of(), null), reason, CLOCK);
        SprintView runs =
                SprintView.of(detail(row(SprintStatus.RUNNING, null, NOW), running(), List.of(), null), reason, CLOCK);

        assertThat(waits.warning())
                .contains("scheduler’s queue", "higher priority")
                .doesNotContain("expects");
        assertThat(runs.warning()).isNull();
    }

    @Test
    void saysWhenTheSchedulerExpectsAJobToStartUntilThatIsPast() {
        assertThat(warning(waiting(null, Instant.parse("2026-11-24T22:15:00Z"))))
                .isEqualTo("Its job waits in the scheduler’s queue. The scheduler expects it to start about 22:15.");
        assertThat(warning(waiting("It waits.", Instant.parse("2026-11-25T01:10:00Z"))))
                .endsWith(" It waits. The scheduler expects it to start about tomorrow 01:10.");
        assertThat(warning(waiting("It waits.", NOW))).endsWith(" It waits.");
    }

    private static SprintContext waiting(@Nullable String reason, @Nullable Instant start) {
        return SprintContext.of(Optional.of(new QueueWait(reason, start)), List.of(), Optional.empty());
    }

    private static @Nullable String warning(SprintContext context) {
        return SprintView.of(detail(row(SprintStatus.SUBMITTED, null, NOW), List.of(), List.of(), null), context, CLOCK)
                .warning();
    }

    @Test
    void estimatesWhatIsLeftOfARunningSprintByThoseThatFinished() {
        SprintContext three = SprintContext.of(
                Optional.empty(),
                List.of(Duration.ofMinutes(300), Duration.ofMinutes(100), Duration.ofMinutes(102)),
                Optional.empty());
        SprintContext two = SprintContext.of(Optional.empty(), three.runTimes().subList(0, 2), Optional.empty());

        assertThat(elapsed(SprintStatus.RUNNING, three).note())
                .isEqualTo("about 12 min left (median of 3 finished sprints of this study)");
        assertThat(elapsed(SprintStatus.RUNNING, two).note()).isEmpty();
        assertThat(elapsed(SprintStatus.QUEUED, three).note()).isEmpty();
    }

    private static Fact elapsed(SprintStatus status, SprintContext context) {
        return SprintView.of(detail(row(status, null, NOW), running(), List.of(), null), context, CLOCK)
                .facts()
                .stream()
                .filter(fact -> fact.label().equals("Elapsed of limit"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void drawsStepsOnOneTimeLine() {
        SprintView view = SprintView.of(
                detail(row(SprintStatus.RUNNING, null, NOW), running(), List.of(), null), SprintContext.NONE, CLOCK);

        assertThat(view.steps())
                .extracting(StepView::title, StepView::from, StepView::width, StepView::numbers)
                .containsExactly(
                        tuple("Research", 0.0, 75.0, "1 h"),
                        tuple("Red-team 1", 75.0, 25.0, "20 min"),
                        tuple("Report", null, null, ""),
                        tuple("Summarize", null, null, ""));
    }

    @Test
    void nothingGoesOnInASprintThatHasEnded() {
        List<StepReport> cutOff = List.of(
                step("research", StepStatus.COMPLETED, 80, 20),
                step("red_team_1", StepStatus.INTERRUPTED, 20, 10),
                step("fix_1", StepStatus.RUNNING, 10, null));

        List<StepView> ended = SprintView.of(
                        detail(row(SprintStatus.CANCELLED, null, NOW), cutOff, List.of(), null),
                        SprintContext.NONE,
                        CLOCK)
                .steps();
        List<StepView> goesOn = SprintView.of(
                        detail(row(SprintStatus.RUNNING, null, NOW), cutOff, List.of(), null),
                        SprintContext.NONE,
                        CLOCK)
                .steps();

        assertThat(ended)
                .extracting(StepView::title, step -> step.status().key(), StepView::note, StepView::ticksFrom)
                .containsExactly(
                        tuple("Research", "completed", "", null),
                        tuple("Red-team 1", "paused", "Cut off in attempt 1", null),
                        tuple("Fix 1", "paused", "Cut off in attempt 1", null));
        assertThat(goesOn.get(1).note()).isEqualTo("Cut off in attempt 1; the next attempt goes on here");
        assertThat(goesOn.get(2).ticksFrom()).isNotNull();
    }

    @Test
    void aFailedSprintShowsWhereAndWhyAndWhatItDidNotReach() {
        List<StepReport> cutOff = List.of(
                step("research", StepStatus.COMPLETED, 80, 20),
                step("red_team_1", StepStatus.COMPLETED, 20, 10),
                step("fix_1", StepStatus.INTERRUPTED, 10, 5));
        SprintContext context = SprintContext.failed(
                FinalWords.Collected.NOTHING, Optional.empty(), Map.of("red_team_1", "No critical issues"));

        List<StepView> steps = SprintView.of(
                        detail(row(SprintStatus.FAILED, "x", NOW), cutOff, List.of(outOfMemory()), null),
                        context,
                        CLOCK)
                .steps();

        assertThat(steps)
                .extracting(StepView::title, step -> step.status().key(), StepView::note)
                .containsExactly(
                        tuple("Research", "completed", ""),
                        tuple("Red-team 1", "completed", "No critical issues"),
                        tuple("Fix 1", "failed", "Out of memory"),
                        tuple("Report", "pending", ""),
                        tuple("Summarize", "pending", ""));
    }

    @Test
    void aCompletedSprintsHeadSaysWhatItTookWhereMetricsStandForTheFacts() {
        SprintDetail detail = detail(row(SprintStatus.COMPLETED, null, NOW), List.of(), List.of(), null);
        StudyValue value = new StudyValue("sp-00000001", new Metric("l0", "", 63.7, null, null), null);
        SprintContext measured = SprintContext.completed(new Measured(List.of(value), null, null), Map.of());

        assertThat(SprintView.of(detail, measured, CLOCK).spent()).containsExactly("10 min", "$3.64 of $8.00");
        assertThat(SprintView.of(detail, SprintContext.NONE, CLOCK).spent()).isEmpty();
    }

    @Test
    void saysWhenASprintWasNotHeardOf() {
        SprintRow silent = row(SprintStatus.RUNNING, null, NOW.minus(Duration.ofMinutes(11)));

        SprintView view = SprintView.of(detail(silent, running(), List.of(), null), SprintContext.NONE, CLOCK);

        assertThat(view.status().word()).isEqualTo("Not seen");
        assertThat(view.warning()).contains("since 11:49");
    }

    @Test
    void theNodeIsToldByTheRunnerOfThisAttempt() {
        assertThat(node(new LiveView(2, "research", NOW, null, null, null, List.of(), null, "gpu-a12")))
                .containsExactly("gpu-a12");
        assertThat(node(new LiveView(2, "research", NOW, null, null, null, List.of(), null, null)))
                .isEmpty();
        assertThat(node(new LiveView(1, "research", NOW, null, null, null, List.of(), null, "gpu-a12")))
                .isEmpty();
    }

    private static List<String> node(LiveView live) {
        SprintDetail detail = detail(row(SprintStatus.RUNNING, null, NOW), running(), List.of(), live);
        return SprintView.of(detail, SprintContext.NONE, CLOCK).details().stream()
                .filter(row -> row.label().equals("Node"))
                .map(Detail::value)
                .toList();
    }

    @Test
    void explainsAFailureByTheSchedulersAccount() {
        SprintDetail detail = detail(
                row(SprintStatus.FAILED, "It used more memory than it had asked for.", NOW),
                List.of(step("research", StepStatus.FAILED, 80, 20)),
                List.of(outOfMemory()),
                new LiveView(1, "research", NOW, null, "log", "rss 95.6 GB\noom_kill\n", List.of(), null, null));

        FailureView failure = Objects.requireNonNull(
                SprintView.of(detail, SprintContext.NONE, CLOCK).failure());

        assertThat(failure.title()).isEqualTo("Out of memory in step Research");
        assertThat(failure.evidence())
                .extracting(Detail::label, Detail::value)
                .contains(tuple("Scheduler", "OUT_OF_MEMORY"), tuple("Exit", "137: ended by signal 9"));
        assertThat(failure.finalWords()).containsExactly(new FinalWords("script’s output", "rss 95.6 GB\noom_kill"));
        assertThat(failure.next().get(0).title()).isEqualTo("Resubmit with more memory");
    }

    @Test
    void anEvidenceDoesNotSayAgainWhatHappened() {
        AttemptRecord attempt = outOfMemory();
        JobEnd job = new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "FAILED", 0, 9, "");
        AttemptEnd end = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "It ran out of memory."), job);
        SprintDetail detail = detail(
                row(SprintStatus.FAILED, "Cut off in 2 attempts, the last time: It ran out of memory.", NOW),
                List.of(),
                List.of(attempt, new AttemptRecord(2, "42", NOW, null, NOW, end)),
                null);

        FailureView failure = Objects.requireNonNull(
                SprintView.of(detail, SprintContext.NONE, CLOCK).failure());

        assertThat(failure.evidence())
                .extracting(Detail::label, Detail::value)
                .contains(tuple("Exit", "ended by signal 9"))
                .doesNotContain(tuple("Runner", "It ran out of memory."));
    }

    @Test
    void advisesTwiceTheMemoryThatTheLastJobAskedFor() {
        List<AttemptRecord> twoOfThem = List.of(outOfMemory(), outOfMemory());

        MoreMemory twice =
                MoreMemory.of(asking(twoOfThem), SchedulerType.SLURM, 1.5).orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), outOfMemory().end(), twice)
                .get(0);

        assertThat(twice.options()).isEqualTo(Map.of("mem", "192G", "time", "4:00:00"));
        assertThat(first.text()).startsWith("Its last job asked for mem = 96G; the form asks for mem = 192G.");
        assertThat(first.action()).isEqualTo("Resubmit with mem = 192G…");
        assertThat(MoreMemory.of(asking(twoOfThem), SchedulerType.SLURM, null))
                .map(MoreMemory::wanted)
                .contains("mem = 128G");
        assertThat(MoreMemory.of(asking(twoOfThem), SchedulerType.LOCAL, 1.5)).isEmpty();
        assertThat(MoreMemory.of(asking(List.of()), SchedulerType.SLURM, 1.5)).isEmpty();
    }

    @Test
    void advisesAsMuchMoreMemoryAsTheLastJobWasSeenToUse() {
        JobMemory over = new JobMemory(712L << 20, 100L << 20);

        MoreMemory more = MoreMemory.of(asking(List.of(outOfMemory(over))), SchedulerType.SLURM, null)
                .orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), outOfMemory(over).end(), more)
                .get(0);

        assertThat(more.options()).containsEntry("mem", "512G");
        assertThat(first.title()).isEqualTo("Resubmit with 8 times the memory");
    }

    @Test
    void advisesToAskForMemoryWhereTheLastJobHadTheDefault() {
        List<AttemptRecord> attempts = List.of(outOfMemory(new JobMemory(63L << 20, 64L << 20)));

        MoreMemory more = MoreMemory.of(asking(Map.of("partition", "gpu"), attempts), SchedulerType.SLURM, 1.5)
                .orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), attempts.get(0).end(), more)
                .get(0);

        assertThat(more.options()).isEqualTo(Map.of("partition", "gpu", "mem", "128M"));
        assertThat(first.text())
                .startsWith(
                        "Its last job was given 64 MB, as its options name no amount; the form asks for mem = 128M.");
        assertThat(MoreMemory.of(asking(Map.of("mem", "0"), attempts), SchedulerType.SLURM, null))
                .isEmpty();
        assertThat(MoreMemory.of(asking(Map.of("partition", "gpu"), List.of(outOfMemory())), SchedulerType.SLURM, 1.5))
                .isEmpty();
    }

    @Test
    void saysWhatOfTheMemoryAJobUsed() {
        assertThat(memory(new JobMemory(8_482_560_000L, 8L << 30))).isEqualTo("7.9 GB of the 8 GB asked for");
        assertThat(memory(new JobMemory(712L << 20, 100L << 20))).isEqualTo("712 MB used, 100 MB asked for");
        assertThat(memory(new JobMemory(3L << 30, 8L << 30))).isEqualTo("at least 3 GB of the 8 GB asked for");
        assertThat(memory(new JobMemory(3L << 30, null))).isEqualTo("3 GB used");
        assertThat(memory(new JobMemory(null, 3L << 30))).isEqualTo("3 GB asked for");
        assertThat(memory(null)).isNull();
    }

    private static @Nullable String memory(@Nullable JobMemory memory) {
        JobEnd job = Objects.requireNonNull(
                Objects.requireNonNull(outOfMemory(memory).end()).job());
        return AttemptView.of(job).stream()
                .filter(detail -> detail.label().equals("Memory"))
                .map(Detail::value)
                .findFirst()
                .orElse(null);
    }

    private static SprintDetail asking(List<AttemptRecord> attempts) {
        return asking(Map.of("mem", "64G", "time", "4:00:00"), attempts);
    }

    private static SprintDetail asking(Map<String, String> options, List<AttemptRecord> attempts) {
        return new SprintDetail(
                row(SprintStatus.FAILED, "x", NOW),
                "An idea",
                null,
                null,
                null,
                List.of(),
                "{}",
                options,
                List.of(),
                attempts,
                null);
    }

    @Test
    void advisesSomethingForEveryOutcome() {
        for (OutcomeKind kind : OutcomeKind.values()) {
            AttemptEnd end = new AttemptEnd(Outcome.of(kind, ""), null);

            assertThat(Advice.of(row(SprintStatus.FAILED, "x", NOW), end, null))
                    .hasSize(3)
                    .allSatisfy(step -> assertThat(step.text()).isNotBlank());
        }
    }

    private static AttemptRecord outOfMemory() {
        return outOfMemory(null);
    }

    private static AttemptRecord outOfMemory(@Nullable JobMemory memory) {
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

    private static List<StepReport> running() {
        return List.of(
                step("research", StepStatus.COMPLETED, 80, 20), step("red_team_1", StepStatus.RUNNING, 20, null));
    }

    private static StepReport step(String name, StepStatus status, @Nullable Integer from, @Nullable Integer to) {
        return new StepReport(name, status, 1, ago(from), ago(to), new Usage(1, 0, 0, 1));
    }

    private static @Nullable Instant ago(@Nullable Integer minutes) {
        return minutes == null ? null : NOW.minus(Duration.ofMinutes(minutes));
    }

    private static SprintDetail detail(
            SprintRow row, List<StepReport> steps, List<AttemptRecord> attempts, @Nullable LiveView live) {
        return new SprintDetail(row, "An idea", null, null, null, List.of(), "{}", Map.of(), steps, attempts, live);
    }

    private static SprintRow row(SprintStatus status, @Nullable String error, Instant heartbeatAt) {
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
