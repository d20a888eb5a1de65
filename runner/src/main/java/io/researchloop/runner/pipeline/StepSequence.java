package io.researchloop.runner.pipeline;

import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.StepStatus;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Says which step comes next; the same for a first attempt and for one that takes up another's work. */
record StepSequence(@Nullable IdeaTask idea, int redTeamMaxRounds) {
    /**
     * @param status how far a step is; null if it never began
     * @param noCriticalIssues whether the critique of a round found nothing that must be mended. Asked only as long as
     *     that round's fix has not begun: an agent that mends may well note it in the critique
     */
    Optional<Step> next(Function<Step, @Nullable StepStatus> status, IntPredicate noCriticalIssues) {
        if (idea != null && !isDone(Step.GENERATE_IDEA, status)) {
            return Optional.of(Step.GENERATE_IDEA);
        }
        if (idea != null && idea.only()) {
            return Optional.empty();
        }
        if (!isDone(Step.RESEARCH, status)) {
            return Optional.of(Step.RESEARCH);
        }
        for (int round = 1; round <= redTeamMaxRounds; round++) {
            if (!isDone(Step.redTeam(round), status)) {
                return Optional.of(Step.redTeam(round));
            }
            Step fix = Step.fix(round);
            if (status.apply(fix) == null && noCriticalIssues.test(round)) {
                break;
            }
            if (!isDone(fix, status)) {
                return Optional.of(fix);
            }
        }
        if (!isDone(Step.REPORT, status)) {
            return Optional.of(Step.REPORT);
        }
        return isDone(Step.SUMMARIZE, status) ? Optional.empty() : Optional.of(Step.SUMMARIZE);
    }

    private static boolean isDone(Step step, Function<Step, @Nullable StepStatus> status) {
        return status.apply(step) == StepStatus.COMPLETED;
    }
}
