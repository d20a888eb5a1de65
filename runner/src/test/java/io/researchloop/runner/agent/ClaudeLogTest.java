package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ClaudeLogTest {
    private final ClaudeLog log = new ClaudeLog();

    @Test
    void tellsWithEachAnswerWhatItIsTo() {
        assertThat(lines(
                        new ClaudeEvent.ToolUsed("a", "Bash", "sleep 5\nls"),
                        new ClaudeEvent.ToolUsed("b", "Read", "notes.md"),
                        new ClaudeEvent.ToolAnswered("b", "one\n\ntwo", false),
                        new ClaudeEvent.ToolAnswered("a", "", false)))
                .containsExactly(
                        "> Bash: sleep 5 ⏎ ls",
                        "> Read: notes.md",
                        "< Read, 3 lines: notes.md",
                        "  one",
                        "  ",
                        "  two",
                        "< Bash, 0 lines: sleep 5 ⏎ ls");
    }

    @Test
    void marksAnAnswerThatFailedAndCountsWhatItLeavesOut() {
        assertThat(lines(
                        new ClaudeEvent.ToolUsed("a", "Bash", "python a.py"),
                        new ClaudeEvent.ToolAnswered("a", "x\n".repeat(9), true)))
                .startsWith("> Bash: python a.py", "< Bash failed, 9 lines: python a.py", "  x")
                .endsWith("  … 3 more lines");
    }

    @Test
    void answersWhatAnEarlierProcessAsked() {
        assertThat(lines(new ClaudeEvent.ToolAnswered("a", "late", false)))
                .containsExactly("< tool, 1 line: ", "  late");
    }

    @Test
    void marksTrouble() {
        assertThat(lines(
                        new ClaudeEvent.Retrying(1, 10, 551, 529, "overloaded"),
                        new ClaudeEvent.RateLimited("rejected", null, "five_hour"),
                        new ClaudeEvent.RateLimited("allowed_warning", null, "five_hour")))
                .containsExactly(
                        "! claude: API error 529 overloaded, try 1 of 10 in 0.6 s",
                        "! claude: rate limit five_hour rejected",
                        "claude: rate limit five_hour allowed_warning");
    }

    @Test
    void beginsWordsAtTheMargin() {
        assertThat(lines(new ClaudeEvent.Said("\n  - one\n  - two\n"))).containsExactly("- one", "  - two");
    }

    private List<String> lines(ClaudeEvent... events) {
        return Stream.of(events).flatMap(event -> log.lines(event).stream()).toList();
    }
}
