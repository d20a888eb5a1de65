package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a running sprint is among its steps.
 *
 * @param words the step's number of all: {@code 5 of 6}, or {@code 2 of at most 9} as long as rounds may be left out
 * @param track null if there are more steps than can be told apart
 */
public record StepPlace(String words, @Nullable TrackView track) {
    private static final int DRAWN = 12;

    /**
     * Null unless it is at work on one of its steps.
     *
     * @param step the one at work
     * @param begun the steps it has begun, in their order
     * @param rounds of red-teaming that its study allows; null if that is not known
     */
    public static @Nullable StepPlace of(@Nullable String step, List<StepReport> begun, @Nullable Integer rounds) {
        List<String> names = begun.stream().map(StepReport::name).toList();
        int at = step == null ? 0 : names.indexOf(step) + 1;
        if (at == 0) {
            return null;
        }
        int sure = StepsAhead.with(SprintStatus.RUNNING, begun).size();
        int most = rounds == null ? sure : StepsAhead.most(begun, rounds);
        String bound = most > sure ? "at most " : rounds == null && StepsAhead.open(begun) ? "at least " : "";
        return new StepPlace(
                at + " of " + bound + most,
                most > DRAWN ? null : TrackView.of(begun).of(most));
    }
}
