package io.researchloop.web.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.artifact.LiveLogs;
import io.researchloop.web.dashboard.log.LogEntry.Answer;
import io.researchloop.web.dashboard.log.LogEntry.Kind;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogReaderTest {
    @Test
    void tellsStepsToolsAndWordsApart() {
        List<LogEntry> entries = entries("""
                === Research · 2026-11-23 16:31:02 UTC ===
                2026-11-23 16:31:10  I start with the baseline.
                2026-11-23 16:33:52  Bash: python a.py
                a line of an older runner
                2026-11-23 16:34:00  Conclusion: it is no tool
                2026-11-23 16:34:01  Message to the agent: go on
                2026-11-23 16:34:02  claude: success, $0.0120
                2026-11-23 16:34:03  research completed ($0.0120 so far)
                """);

        assertThat(entries)
                .extracting(LogEntry::kind, LogEntry::iso, LogEntry::head, LogEntry::text)
                .containsExactly(
                        tuple(Kind.STEP, "2026-11-23T16:31:02Z", "", "Research"),
                        tuple(Kind.SAY, "2026-11-23T16:31:10Z", "", "I start with the baseline."),
                        tuple(Kind.TOOL, "2026-11-23T16:33:52Z", "Bash", "python a.py"),
                        tuple(Kind.SAY, null, "", "a line of an older runner"),
                        tuple(Kind.SAY, "2026-11-23T16:34:00Z", "", "Conclusion: it is no tool"),
                        tuple(Kind.PERSON, "2026-11-23T16:34:01Z", "Message to the agent", "go on"),
                        tuple(Kind.NOTE, "2026-11-23T16:34:02Z", "", "claude: success, $0.0120"),
                        tuple(Kind.STEP, "2026-11-23T16:34:03Z", "", "research completed ($0.0120 so far)"));
        assertThat(entries.get(1).clock(ZoneId.of("Europe/Berlin"))).isEqualTo("17:31:10");
    }

    @Test
    void givesEachAnswerToItsCallInWhateverOrderTheyCome() {
        assertThat(entries("""
                2026-11-23 16:33:50  > Bash: sleep 5
                2026-11-23 16:33:51  > mcp__data-set__look_up: all
                2026-11-23 16:33:52  < mcp__data-set__look_up failed, 2 lines: all
                2026-11-23 16:33:52    > Bash: in what the tool said
                2026-11-23 16:33:53  Message to the agent: in between
                2026-11-23 16:33:53    no such table
                2026-11-23 16:33:55  < Bash, 0 lines: sleep 5
                2026-11-23 16:33:56    - indented words
                """))
                .extracting(LogEntry::kind, LogEntry::text, LogEntry::answer)
                .containsExactly(
                        tuple(Kind.TOOL, "sleep 5", new Answer("", 0, false, "2026-11-23 16:33:55")),
                        tuple(
                                Kind.TOOL,
                                "all",
                                new Answer(
                                        "> Bash: in what the tool said\nno such table",
                                        2,
                                        true,
                                        "2026-11-23 16:33:52")),
                        tuple(Kind.PERSON, "in between", null),
                        tuple(Kind.SAY, "  - indented words", null));
    }

    @Test
    void saysHowLongACallTookAndHowMuchItSaid() {
        assertThat(entries("""
                2026-11-23 16:33:50  > Read: notes.md
                2026-11-23 16:34:38  < Read, 41 lines: notes.md
                2026-11-23 16:34:38    one
                2026-11-23 16:34:38    … 40 more lines
                2026-11-23 16:34:39    words
                """))
                .extracting(LogEntry::kind, LogEntry::outcome)
                .containsExactly(tuple(Kind.TOOL, "48 s · 41 lines"), tuple(Kind.SAY, ""));
    }

    @Test
    void readsTheAnswersOfOlderRunnersByWhereTheyStand() {
        assertThat(entries("""
                2026-11-23 16:33:52  > Bash: python a.py
                2026-11-23 16:33:53    failed:
                2026-11-23 16:33:53    no such file
                2026-11-23 16:33:54  I look for it.
                2026-11-23 16:33:54    With care.
                2026-11-23 16:33:55  claude: API error 529 overloaded, try 1 of 10 in 0.6 s
                2026-11-23 16:33:56  research agent failed: it was lost ($0.0120 so far)
                """))
                .extracting(LogEntry::kind, LogEntry::failed, LogEntry::awaited)
                .containsExactly(
                        tuple(Kind.TOOL, true, false),
                        tuple(Kind.SAY, false, false),
                        tuple(Kind.SAY, false, false),
                        tuple(Kind.TROUBLE, true, false),
                        tuple(Kind.TROUBLE, true, false));
    }

    @Test
    void tellsAnAnswerWhoseCallIsFarBackByItself() {
        assertThat(entries("2026-11-23 16:33:52  < Task, 1 line: look around\n2026-11-23 16:33:52    done\n"))
                .extracting(LogEntry::head, LogEntry::text, LogEntry::answer)
                .containsExactly(tuple("Task", "look around", new Answer("done", 1, false, "2026-11-23 16:33:52")));
    }

    @Test
    void waitsForTheAnswerOfACallThatIsAtWork() {
        LogReader reader = new LogReader();
        String log = """
                2026-11-23 16:33:50  größer
                2026-11-23 16:33:51  > Bash: a
                2026-11-23 16:33:51  > Bash: b
                2026-11-23 16:33:52  < Bash, 0 lines: b
                """;
        reader.read(log, 100);

        assertThat(reader.whole()).extracting(LogEntry::text).containsExactly("größer");
        assertThat(reader.rest())
                .extracting(LogEntry::text, LogEntry::awaited)
                .containsExactly(tuple("a", true), tuple("b", false));
        assertThat(reader.rest().get(0).at())
                .isEqualTo(100 + log.substring(0, log.indexOf('\n') + 1).getBytes(StandardCharsets.UTF_8).length);

        reader.read("2026-11-23 16:33:53  < Bash, 2 lines: a\n2026-11-23 16:33:53    x\n", 200);
        assertThat(reader.whole()).isEmpty();
        reader.read("2026-11-23 16:33:53    y\n", 240);
        assertThat(reader.whole()).hasSize(2);
        assertThat(reader.rest()).isEmpty();
    }

    @Test
    void doesNotWaitForACallWhoseStepHasEnded() {
        assertThat(entries("""
                2026-11-23 16:33:51  > Bash: hang
                2026-11-23 16:33:52  ! research stuck: The agent said nothing for 5 minutes. ($0.0120 so far)
                """)).extracting(LogEntry::awaited).containsExactly(false, false);
    }

    @Test
    void doesNotWaitForWhatMayBeAmongMissingLines() {
        assertThat(entries("2026-11-23 16:33:51  > Bash: ls\n" + LiveLogs.GAP + "\n"))
                .extracting(LogEntry::kind, LogEntry::awaited)
                .containsExactly(tuple(Kind.TOOL, false), tuple(Kind.NOTE, false));
    }

    @Test
    void tellsWhatACommandPrintsForHoursInPieces() {
        LogReader reader = new LogReader();
        List<LogEntry> entries = new ArrayList<>();
        reader.read("2026-11-23 16:33:51  > run: train\n", 0);
        for (int i = 0; i < 1000; i++) {
            reader.read("2026-11-23 16:33:52    epoch " + i + "\n", 1000 + i * 100L);
            entries.addAll(reader.whole());
        }

        assertThat(entries).hasSize(4);
        assertThat(reader.rest()).hasSize(1);
        assertThat(entries.get(3).answer().text()).startsWith("epoch 600\n").endsWith("epoch 799");
    }

    @Test
    void bearsTimesThatAreNone() {
        assertThat(entries("2026-99-99 99:99:99  x").get(0).clock(ZoneId.of("UTC")))
                .isEqualTo("99:99:99");
    }

    private static List<LogEntry> entries(String log) {
        LogReader reader = new LogReader();
        reader.read(log, 0);
        List<LogEntry> entries = new ArrayList<>(reader.whole());
        entries.addAll(reader.rest());
        return entries;
    }
}
