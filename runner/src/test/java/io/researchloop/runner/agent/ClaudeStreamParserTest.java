package io.researchloop.runner.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClaudeStreamParserTest {
    @Test
    void readsAWholeStepWithATool() {
        List<ClaudeEvent> events = parse("tool-success");

        assertThat(events)
                .filteredOn(event -> !(event instanceof ClaudeEvent.Ended))
                .containsExactly(
                        new ClaudeEvent.SessionStarted("53a2d4ec-2a71-4310-93c0-be4df91d2d54", "claude-opus-5-5"),
                        new ClaudeEvent.ModelCalled("msg_mock10", 1500, 1),
                        new ClaudeEvent.Said("I will run a command."),
                        new ClaudeEvent.ModelCalled("msg_mock10", 1500, 1),
                        new ClaudeEvent.ToolUsed("toolu_10", "Bash", "echo hello-10"),
                        new ClaudeEvent.ToolAnswered("toolu_10", "hello-10", false),
                        new ClaudeEvent.ModelCalled("msg_mock11", 1500, 1),
                        new ClaudeEvent.Said("All done."));
        assertThat(events.get(events.size() - 1)).isInstanceOfSatisfying(ClaudeEvent.Ended.class, ended -> {
            assertThat(ended.result().subtype()).isEqualTo("success");
            assertThat(ended.result().terminalReason()).isEqualTo("completed");
            assertThat(ended.result().error()).isFalse();
            assertThat(ended.result().totalCostUsd()).isEqualTo(0.0162);
            assertThat(ended.result().sinceLast()).isEqualTo(new ClaudeResult.Spend(0.0162, 3000, 400));
        });
    }

    @Test
    void readsTheResetTimeOfAUsageLimit() {
        assertThat(parse("usage-limit-oauth"))
                .contains(new ClaudeEvent.RateLimited("rejected", Instant.ofEpochSecond(1795413405L), "five_hour"));
    }

    @Test
    void readsRetriesAndDoesNotCountAnErrorMessageAsAModelCall() {
        assertThat(parse("overloaded"))
                .contains(new ClaudeEvent.Retrying(1, 1, 551, 529, "overloaded"))
                .contains(new ClaudeEvent.Faulted("server_error"))
                .noneMatch(ClaudeEvent.ModelCalled.class::isInstance);
    }

    @Test
    void skipsWhatIsNotOneWholeJsonObject() {
        String whole = "{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":false}";

        assertThat(ClaudeStreamParser.parse(whole)).hasSize(1);
        assertThat(List.of("", "null", "[]", "{", whole.substring(1), whole + whole, whole + "x", "{type:'result'}"))
                .allSatisfy(line -> assertThat(ClaudeStreamParser.parse(line)).isEmpty());
    }

    @Test
    void neverTakesAResultWithoutIsErrorForAGoodOne() {
        assertThat(ClaudeStreamParser.parse("{\"type\":\"result\",\"subtype\":\"success\",\"is_error\":\"false\"}"))
                .first()
                .isInstanceOfSatisfying(
                        ClaudeEvent.Ended.class,
                        ended -> assertThat(ended.result().error()).isTrue());
    }

    private static List<ClaudeEvent> parse(String fixture) {
        return ClaudeFixtures.lines(fixture).stream()
                .flatMap(line -> ClaudeStreamParser.parse(line).stream())
                .toList();
    }
}
