package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All that a sprint's page says, but for its long texts.
 *
 * @param spent duration and cost of one that has ended, each with its frame; empty where the facts say them
 * @param hasJob true if the scheduler has, or is about to have, a job of it
 * @param stepsTotal duration and cost of all steps together; empty before the first began
 * @param metricsFault what is wrong with metrics.json; null if nothing is
 * @param failure null unless it failed
 * @param announce one sentence for those who listen to the page
 */
public record SprintView(
        String id,
        String title,
        String idea,
        String study,
        StatusView status,
        @Nullable When ended,
        List<String> spent,
        boolean terminal,
        boolean cancelling,
        boolean hasJob,
        List<Fact> facts,
        List<StepView> steps,
        String stepsTotal,
        List<AttemptView> attempts,
        int maxAttempts,
        List<MetricView> metrics,
        @Nullable String metricsFault,
        @Nullable FailureView failure,
        List<Detail> details,
        @Nullable String warning,
        String announce) {

    public static SprintView of(SprintDetail detail, SprintContext context, Clock clock) {
        SprintRow row = detail.row();
        Instant now = clock.instant();
        boolean terminal = row.status().terminal();
        List<MetricView> metrics = MetricView.of(context.measured());
        return new SprintView(
                row.id(),
                Words.title(detail.idea()),
                detail.idea(),
                row.studyName(),
                StatusView.of(row, now),
                row.completedAt() == null ? null : When.of(row.completedAt(), now, clock.getZone()),
                metrics.isEmpty() ? List.of() : SprintFacts.spent(row, now),
                terminal,
                !terminal && row.cancelReason() != null,
                row.status().holdsSlot(),
                SprintFacts.of(detail, context, clock),
                steps(detail, context, row.completedAt() == null ? now : row.completedAt()),
                stepsTotal(detail, now),
                attempts(detail, clock),
                row.maxAttempts(),
                metrics,
                detail.metricsFault(),
                row.status() == SprintStatus.FAILED ? FailureView.of(detail, context) : null,
                SprintFacts.details(detail, clock),
                warning(detail, context.queued(), clock),
                announce(detail, now));
    }

    private static List<StepView> steps(SprintDetail detail, SprintContext context, Instant until) {
        SprintStatus status = detail.row().status();
        Map<String, String> remarks = new HashMap<>(context.verdicts());
        remarks.putAll(ReviewRemarks.of(detail.steps()));
        List<StepReport> begun = status == SprintStatus.FAILED ? FailureView.steps(detail, remarks) : detail.steps();
        return StepView.of(StepsAhead.with(status, begun), remarks, until, !status.terminal());
    }

    /** Newest first: the one that matters is on top. */
    private static List<AttemptView> attempts(SprintDetail detail, Clock clock) {
        List<AttemptView> views = new ArrayList<>();
        detail.attempts()
                .forEach(attempt -> views.add(
                        0,
                        AttemptView.of(
                                attempt,
                                !detail.row().status().terminal()
                                        && attempt.number() == detail.row().attempt(),
                                clock.getZone())));
        return views;
    }

    private static String stepsTotal(SprintDetail detail, Instant now) {
        Duration total = Elapsed.of(detail.row(), now);
        return detail.steps().stream().anyMatch(step -> step.startedAt() != null)
                ? Words.duration(total) + " · " + Words.money(detail.row().costUsd())
                : "";
    }

    private static @Nullable String warning(SprintDetail detail, Optional<QueueWait> wait, Clock clock) {
        SprintRow row = detail.row();
        Instant now = clock.instant();
        if (StatusView.notSeen(row, now) && row.heartbeatAt() != null) {
            return "Nothing was heard of it since " + When.clock(row.heartbeatAt(), clock.getZone())
                    + ". The scheduler is asked whether its job lives; the values below are the last known ones.";
        }
        if (row.status() == SprintStatus.SUBMITTED && wait.isPresent()) {
            return waits(wait.get(), clock);
        }
        Long silent = detail.live() == null ? null : detail.live().silentSeconds();
        if (row.status() == SprintStatus.RUNNING && silent != null && silent >= 300) {
            return "The agent has said nothing for " + Words.duration(Duration.ofSeconds(silent))
                    + ". It may be waiting for a long command; its last words are in the agent log.";
        }
        return null;
    }

    private static String waits(QueueWait wait, Clock clock) {
        Instant now = clock.instant();
        Instant start = wait.expectedAfter(now);
        return "Its job waits in the scheduler’s queue."
                + (wait.reason() == null ? "" : " " + wait.reason())
                + (start == null
                        ? ""
                        : " The scheduler expects it to start about "
                                + When.onTheClock(start, now, clock.getZone()).words() + ".");
    }

    private static String announce(SprintDetail detail, Instant now) {
        SprintRow row = detail.row();
        StatusView status = StatusView.of(row, now);
        if (row.status() != SprintStatus.RUNNING || row.phase() == null) {
            return "The sprint is " + status.word().toLowerCase(Locale.ROOT) + ".";
        }
        List<StepReport> steps = detail.steps();
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).name().equals(row.phase())) {
                return Words.step(row.phase()) + " is running, step " + (i + 1) + ".";
            }
        }
        return Words.step(row.phase()) + " is running.";
    }
}
