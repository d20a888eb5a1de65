package io.researchloop.web.dashboard.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.web.dashboard.view.LogView.Entry;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class LogViewTest {
    private static final String LOG = """
            === Research · 2026-11-23 16:31:02 UTC ===
            2026-11-23 16:31:10  I start with the baseline.
            2026-11-23 16:33:52  Bash: python a.py
            a line of an older runner
            """;

    @Test
    void tellsStepsToolsAndWordsApart() {
        assertThat(LogView.of(LOG, true, ZoneId.of("Europe/Berlin")))
                .containsExactly(
                        new Entry("mark", "2026-11-23T16:31:02Z", "17:31:02", "", "Research"),
                        new Entry("say", "2026-11-23T16:31:10Z", "17:31:10", "", "I start with the baseline."),
                        new Entry("tool", "2026-11-23T16:33:52Z", "17:33:52", "Bash", "python a.py"),
                        new Entry("say", null, "", "", "a line of an older runner"));
    }

    @Test
    void knowsACallByTheRunnersMark() {
        String log = """
                2026-11-23 16:33:52  > Bash: echo a: b
                2026-11-23 16:33:53  > mcp__data-set__look_up: all
                2026-11-23 16:33:54    > Bash: in what a command printed
                2026-11-23 16:33:55  > a quoted sentence: not a call
                """;

        assertThat(LogView.of(log, true, ZoneId.of("UTC")))
                .extracting(Entry::kind, Entry::head, Entry::text)
                .containsExactly(
                        tuple("tool", "Bash", "echo a: b"),
                        tuple("tool", "mcp__data-set__look_up", "all"),
                        tuple("say", "", "  > Bash: in what a command printed"),
                        tuple("say", "", "> a quoted sentence: not a call"));
    }

    @Test
    void leavesOutALineThatIsCut() {
        assertThat(LogView.of("half a line\n" + LOG, false, ZoneId.of("UTC"))).hasSize(4);
    }

    @Test
    void bearsTimesThatAreNone() {
        assertThat(LogView.of("2026-99-99 99:99:99  x", true, ZoneId.of("UTC")))
                .singleElement()
                .extracting(Entry::clock)
                .isEqualTo("99:99:99");
    }
}
