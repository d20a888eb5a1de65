package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReviewRemarksTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    1 | 1 | 1 | false | 3 issues, 1 critical
                    1 | 0 | 0 | false | 1 issue, 1 critical
                    0 | 1 | 1 | false | 2 issues
                    0 | 1 | 1 | true  | 2 issues, none critical
                    0 | 0 | 0 | true  | No critical issues
                    1 | 0 | 2 | true  | No critical issues
                    """)
    void aRoundSaysWhatItFoundAndThatNothingIsCriticalOnlyByItsVerdict(
            int critical, int major, int minor, boolean verdict, String words) {
        Issues issues = new Issues(critical, major, minor, 0, 0, 0, verdict);

        assertThat(ReviewRemarks.of(List.of(step("red_team_2", issues)))).containsEntry("red_team_2", words);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    3 | 0 | 0 | 3 of 3 fixed
                    2 | 0 | 1 | 2 of 3 fixed, 1 refuted
                    0 | 2 | 1 | 0 of 3 fixed, 1 refuted, 2 limitations
                    """)
    void aFixSaysWhatBecameOfThem(int fixed, int limitations, int refuted, String words) {
        Issues issues = new Issues(1, 1, 1, fixed, limitations, refuted, false);

        assertThat(ReviewRemarks.of(List.of(step("fix_1", issues)))).containsEntry("fix_1", words);
    }

    @Test
    void anIssueThatTheFixPassesOverIsNotFixed() {
        List<StepReport> steps = List.of(
                step("red_team_1", new Issues(1, 1, 1, 0, 0, 0, false)),
                step("fix_1", new Issues(1, 0, 0, 1, 0, 0, false)));

        assertThat(ReviewRemarks.of(steps)).containsEntry("fix_1", "1 of 3 fixed");
    }

    @Test
    void ofWhatWasNotCountedNothingIsSaid() {
        assertThat(ReviewRemarks.of(List.of(step("red_team_1", null), step("fix_1", null))))
                .isEmpty();
    }

    private static StepReport step(String name, @Nullable Issues issues) {
        return new StepReport(name, StepStatus.COMPLETED, 1, null, null, Usage.NONE, issues);
    }
}
