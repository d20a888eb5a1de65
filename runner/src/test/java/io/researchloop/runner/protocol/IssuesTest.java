package io.researchloop.runner.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuesTest {
    private static final String CRITIQUE = """
            # Red team, round 1

            The conclusion rests on one seed. Nothing CRITICAL: that would be wrong to say.

            ## CRITICAL: one seed

            `train.py:12` has it. MAJOR: this is no heading.

            ### 2. MAJOR: the split leaks

            ```
            # MINOR: a comment in somebody's output
            ~~~
            ```

            ## **MINOR: no title on the plot**

            ## Checked and sound
            """;

    private static final String FIXES = """
            # Fixes, round 1
            ## CRITICAL: one seed
            Five seeds now.

            State: FIXED

            ## MAJOR: the split leaks
            No time is left.
            - **State: LIMITATION**
            ## MINOR: no title on the plot
            State: **REFUTED**.
            """;

    @Test
    void aCritiquesIssuesAreTheHeadingsThatBeginWithTheirMark() {
        assertThat(Issues.found(CRITIQUE)).contains(new Issues(1, 1, 1, 0, 0, 0, false));
    }

    @Test
    void theVerdictIsTheAgreedWordsAndNoCount() {
        String minor = "## MINOR: no title on the plot\n";

        assertThat(Issues.found(minor)).contains(new Issues(0, 0, 1, 0, 0, 0, false));
        assertThat(Issues.found(minor + "NO CRITICAL ISSUES\n")).contains(new Issues(0, 0, 1, 0, 0, 0, true));
        assertThat(Issues.found("All sound.\n\nNO CRITICAL ISSUES")).contains(new Issues(0, 0, 0, 0, 0, 0, true));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1. **CRITICAL: one seed.** Repeat it.",
                "## Critical: one seed",
                "## One seed (CRITICAL)",
                "## CRITICAL issues\n\n- one seed",
                "````\n```\n## CRITICAL: quoted\n````",
                "~~~ markdown\n## CRITICAL: quoted",
            })
    void ofACritiqueOfAnotherFormNothingIsKnown(String text) {
        assertThat(Issues.found(text)).isEmpty();
    }

    @Test
    void aFixSaysWhatBecameOfEachIssue() {
        assertThat(Issues.settled(FIXES)).contains(new Issues(1, 1, 1, 1, 1, 1, false));
        assertThat(Issues.settled(FIXES.replace("\n", "\r\n"))).isEqualTo(Issues.settled(FIXES));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Repeated with five seeds.",
                "State: FIXED",
                "## CRITICAL: one seed\nFixed.",
                "## CRITICAL: one seed\nState: FIXED, LIMITATION or REFUTED",
                "## CRITICAL: one seed\nState: FIXED\n## MINOR: no title\nDone.",
                "## CRITICAL: one seed\n## MINOR: no title\nState: FIXED\nState: FIXED",
                "State: FIXED\n## CRITICAL: one seed",
                "## CRITICAL: one seed\nState: FIXED\nState: REFUTED",
            })
    void ofAFixThatLeavesAStateOutNothingIsKnown(String text) {
        assertThat(Issues.settled(text)).isEmpty();
    }

    @Test
    void aReportOfAnOlderRunnerHasNoneAndOneOfALaterMaySayMore() {
        String step = "{\"name\":\"fix_1\",\"status\":\"completed\",\"attempt\":1,\"usage\":{}%s}";

        assertThat(Json.read(step.formatted(""), StepReport.class).issues()).isNull();
        assertThat(Json.read(step.formatted(",\"issues\":{\"minor\":2,\"mood\":[]}"), StepReport.class)
                        .issues())
                .isEqualTo(new Issues(0, 0, 2, 0, 0, 0, false));
    }
}
