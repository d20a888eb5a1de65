package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StepPlaceTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "unknown",
            value = {
                "research, 3, 1 of at most 9",
                "generate_idea, 3, 1 of at most 10",
                "research red_team_1, 3, 2 of at most 9",
                "research red_team_1 fix_1 red_team_2, 2, 4 of at most 7",
                "research red_team_1 fix_1, 1, 3 of 5",
                "research red_team_1 report, 3, 3 of 4",
                "research red_team_1 fix_1 red_team_2 fix_2 report summarize, 3, 7 of 7",
                "research, 0, 1 of 3",
                "research red_team_1 fix_1, 0, 3 of 5",
                "research red_team_1, unknown, 2 of at least 4",
                "research red_team_1 report, unknown, 3 of 4",
            })
    void countsTheStepsThatMayStillCome(String begun, @Nullable Integer rounds, String words) {
        StepPlace place = place(begun, rounds);

        assertThat(place.words()).isEqualTo(words);
    }

    @Test
    void drawsTheStepsAsFarAsTheyCanBeToldApart() {
        assertThat(place("research red_team_1", 3).track()).isEqualTo(new TrackView(1, 9, true, false));
        assertThat(place("research red_team_1", 9).track()).isNull();
    }

    @Test
    void isNowhereBeforeItsFirstStep() {
        assertThat(StepPlace.of(null, List.of(), 3)).isNull();
        assertThat(StepPlace.of("research", List.of(), 3)).isNull();
    }

    private static StepPlace place(String begun, @Nullable Integer rounds) {
        List<String> names = Arrays.asList(begun.split(" ", -1));
        String last = names.get(names.size() - 1);
        StepPlace place = StepPlace.of(
                last, names.stream().map(name -> step(name, name.equals(last))).toList(), rounds);
        assertThat(place).isNotNull();
        return place;
    }

    private static StepReport step(String name, boolean running) {
        return new StepReport(name, running ? StepStatus.RUNNING : StepStatus.COMPLETED, 1, null, null, Usage.NONE);
    }
}
