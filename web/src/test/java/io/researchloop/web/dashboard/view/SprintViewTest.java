package io.researchloop.web.dashboard.view;

import static io.researchloop.web.dashboard.view.SampleSprint.CLOCK;
import static io.researchloop.web.dashboard.view.SampleSprint.NOW;
import static io.researchloop.web.dashboard.view.SampleSprint.detail;
import static io.researchloop.web.dashboard.view.SampleSprint.outOfMemory;
import static io.researchloop.web.dashboard.view.SampleSprint.row;
import static io.researchloop.web.dashboard.view.SampleSprint.running;
import static io.researchloop.web.dashboard.view.SampleSprint.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class SprintViewTest {
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
}
