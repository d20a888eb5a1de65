package io.researchloop.web.dashboard.view;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.SprintStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The steps of a sprint that are sure to come. A runner reports a step when it begins; of those before it only the last
 * two are certain, as the rounds of red-teaming end when nothing critical is found.
 */
final class StepsAhead {
    private static final List<String> LAST = List.of("report", "summarize");

    private StepsAhead() {}

    /** Those that have begun, and those that are sure to follow, or would have been had the sprint not failed. */
    static List<StepReport> with(SprintStatus status, List<StepReport> begun) {
        boolean cutShort = status == SprintStatus.RUNNING || status == SprintStatus.FAILED;
        if (!cutShort || begun.isEmpty()) {
            return begun;
        }
        Set<String> names = begun.stream().map(StepReport::name).collect(Collectors.toSet());
        List<StepReport> all = new ArrayList<>(begun);
        LAST.stream()
                .filter(name -> !names.contains(name))
                .forEach(name -> all.add(new StepReport(name, StepStatus.PENDING, 0, null, null, Usage.NONE)));
        return all;
    }

    /**
     * How many steps there will be at most, with those that have begun.
     *
     * @param rounds of red-teaming and fixing that the study allows
     */
    static int most(List<StepReport> begun, int rounds) {
        List<StepReport> sure = with(SprintStatus.RUNNING, begun);
        if (!open(begun)) {
            return sure.size();
        }
        Set<String> names = begun.stream().map(StepReport::name).collect(Collectors.toSet());
        Stream<String> rounded = IntStream.rangeClosed(1, rounds)
                .boxed()
                .flatMap(round -> Stream.of("red_team_" + round, "fix_" + round));
        Stream<String> others = Stream.concat(Stream.of("research"), rounded);
        return sure.size() + (int) others.filter(name -> !names.contains(name)).count();
    }

    /** True if a round may come in between: how many steps there will be is not known yet. */
    static boolean open(List<StepReport> begun) {
        return begun.stream().noneMatch(step -> step.name().equals(LAST.get(0)) && step.status() != StepStatus.PENDING);
    }
}
