package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failed sprint: what happened, the evidence, what to do next.
 */
public record FailureView(
        String title, String what, List<Detail> evidence, List<FinalWords> finalWords, List<NextStep> next) {

    static FailureView of(SprintDetail detail, SprintContext context) {
        SprintRow row = detail.row();
        AttemptEnd end = lastEnd(detail);
        return new FailureView(
                title(detail, end),
                row.error() == null ? "No reason was recorded." : row.error(),
                evidence(detail, end),
                FinalWords.of(context.files(), detail.live()),
                Advice.of(row, end, context.moreMemory().orElse(null)));
    }

    /**
     * The steps, the one in which the sprint failed as failed, whatever was last heard of it.
     *
     * @param remarks is told why, if that is known
     */
    static List<StepReport> steps(SprintDetail detail, Map<String, String> remarks) {
        StepReport failed = failedStep(detail).orElse(null);
        if (failed == null) {
            return detail.steps();
        }
        AttemptEnd end = lastEnd(detail);
        if (end != null) {
            remarks.put(failed.name(), Causes.of(end));
        }
        return detail.steps().stream()
                .map(step -> step.equals(failed)
                        ? new StepReport(
                                step.name(),
                                StepStatus.FAILED,
                                step.attempt(),
                                step.startedAt(),
                                step.endedAt(),
                                step.usage(),
                                step.issues())
                        : step)
                .toList();
    }

    private static Optional<StepReport> failedStep(SprintDetail detail) {
        return detail.steps().stream().filter(FailureView::unfinished).findFirst();
    }

    private static String title(SprintDetail detail, @Nullable AttemptEnd end) {
        String cause = end == null ? Outcomes.brief(detail.row().error(), "The sprint failed") : Causes.of(end);
        String step = failedStep(detail)
                .map(report -> " in step " + Words.step(report.name()))
                .orElse("");
        int attempts = detail.attempts().size();
        return cause + step + (attempts > 1 ? ", after " + attempts + " attempts" : "");
    }

    private static boolean unfinished(StepReport step) {
        return step.status() == StepStatus.FAILED
                || step.status() == StepStatus.RUNNING
                || step.status() == StepStatus.INTERRUPTED;
    }

    private static List<Detail> evidence(SprintDetail detail, @Nullable AttemptEnd end) {
        List<Detail> evidence = new ArrayList<>();
        if (end != null && end.job() != null) {
            evidence.addAll(AttemptView.of(end.job()));
        }
        String said = end == null ? "" : end.outcome().detail();
        if (!said.isBlank()
                && !Objects.requireNonNullElse(detail.row().error(), "").contains(said)) {
            evidence.add(Detail.text("Runner", said));
        }
        String job = detail.row().jobId();
        if (job != null) {
            evidence.add(Detail.code("Job", job));
        }
        evidence.add(Detail.text(
                "Attempts",
                detail.attempts().size() + ", cut off "
                        + Words.counted(detail.row().cutOffs(), "time") + " of at most "
                        + detail.row().maxAttempts()));
        return evidence;
    }

    private static @Nullable AttemptEnd lastEnd(SprintDetail detail) {
        List<AttemptRecord> attempts = detail.attempts();
        return attempts.isEmpty() ? null : attempts.get(attempts.size() - 1).end();
    }
}
