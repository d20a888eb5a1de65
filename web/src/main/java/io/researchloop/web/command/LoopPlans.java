package io.researchloop.web.command;

import io.researchloop.workflows.loop.ApprovalTimeout;
import io.researchloop.workflows.loop.IdeaSource;
import io.researchloop.workflows.loop.LoopMetric;
import io.researchloop.workflows.loop.LoopPlan;
import io.researchloop.workflows.loop.LoopStrategy;
import io.researchloop.workflows.loop.OnFailure;
import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.MetricDirection;
import io.researchloop.workflows.model.MetricStop;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads the plan out of a wish for a loop, and says what is wrong with it. */
final class LoopPlans {
    private static final int USUAL_COUNT = 5;
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_WAIT_MINUTES = 60 * 24 * 30;

    private LoopPlans() {}

    /** @throws Rejection with the field that is wrong, and what was expected */
    static LoopPlan plan(LoopRequest request) {
        boolean approve = Boolean.TRUE.equals(request.approveIdeas());
        IdeaSource source = word(
                "idea_source", IdeaSource.class, request.ideaSource(), approve ? IdeaSource.LOGIN : IdeaSource.JOB);
        if (approve && source == IdeaSource.JOB) {
            throw Rejection.invalid("idea_source: an idea that is written in the job comes too late to be approved;"
                    + " expected login or orchestrator with approve_ideas");
        }
        LoopMetric metric = metric(request);
        LoopStrategy strategy = word("strategy", LoopStrategy.class, request.strategy(), LoopStrategy.LINEAR);
        if (metric == null && strategy == LoopStrategy.BEST_FIRST) {
            throw Rejection.invalid("metric: the strategy best_first needs the number that tells which sprint is best");
        }
        if (metric == null && (request.target() != null || request.patience() != null)) {
            throw Rejection.invalid("metric: target and patience need the number that they are about");
        }
        return new LoopPlan(
                count(request.count() == null ? USUAL_COUNT : request.count()),
                between("parallel", request.parallel() == null ? 1 : request.parallel(), 1, LoopPlan.MOST_PARALLEL),
                word("on_failure", OnFailure.class, request.onFailure(), OnFailure.STOP),
                strategy,
                source,
                approve,
                request.approvalMinutes() == null
                        ? null
                        : between("approval_minutes", request.approvalMinutes(), 1, LONGEST_WAIT_MINUTES),
                word("when_unanswered", ApprovalTimeout.class, request.whenUnanswered(), ApprovalTimeout.PAUSE),
                metric,
                new MetricStop(finite("target", request.target()), patience(request.patience())),
                new Budget(
                        amount("max_cost_usd", request.maxCostUsd()), amount("max_gpu_hours", request.maxGpuHours())));
    }

    static int count(int count) {
        return between("count", count, 1, LoopPlan.MOST_SPRINTS);
    }

    static @Nullable Double amount(String field, @Nullable Double amount) {
        if (amount != null && !(amount > 0 && amount < 1e9)) {
            throw Rejection.invalid(field + ": expected an amount above 0, found " + amount);
        }
        return amount;
    }

    private static @Nullable LoopMetric metric(LoopRequest request) {
        String name = request.metric();
        if (name == null || name.isBlank()) {
            return null;
        }
        if (name.length() > LONGEST_NAME) {
            throw Rejection.invalid("metric: expected a name of at most " + LONGEST_NAME + " characters");
        }
        String direction = request.direction();
        return new LoopMetric(
                name.strip(),
                direction == null || direction.isBlank()
                        ? MetricDirection.MAX
                        : MetricDirection.of(direction)
                                .orElseThrow(() -> Rejection.invalid("direction: expected max or min")));
    }

    private static @Nullable Integer patience(@Nullable Integer patience) {
        return patience == null ? null : between("patience", patience, 1, LoopPlan.MOST_SPRINTS);
    }

    private static @Nullable Double finite(String field, @Nullable Double number) {
        if (number != null && !Double.isFinite(number)) {
            throw Rejection.invalid(field + ": expected a finite number");
        }
        return number;
    }

    private static int between(String field, int number, int least, int most) {
        if (number < least || number > most) {
            throw Rejection.invalid(
                    String.format(Locale.ROOT, "%s: expected %d to %,d, found %d", field, least, most, number));
        }
        return number;
    }

    private static <E extends Enum<E>> E word(String field, Class<E> type, @Nullable String text, E usual) {
        if (text == null || text.isBlank()) {
            return usual;
        }
        String wanted = text.strip().replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equalsIgnoreCase(wanted))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(field + ": expected "
                        + Arrays.stream(type.getEnumConstants())
                                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                                .collect(Collectors.joining(", "))));
    }
}
