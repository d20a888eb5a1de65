package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.testing.mockapi.Mode;
import org.junit.jupiter.api.Test;

/** An answer that takes too long ends, is told, and the thread goes on. */
class SlackTalkLimitsTest extends TalkStage {
    @Override
    String settings() {
        return "slack.answer_minutes = 0.25\nslack.answer_cost_usd = 0.05\n";
    }

    @Test
    void anAnswerThatTakesTooLongIsEndedAndTheThreadGoesOn() {
        model.mode(Mode.HANG);
        JsonObject event = stage.direct("U1", "think for ever");
        String thread = event.getAsJsonObject("event").get("ts").getAsString();
        stage.send(event);
        SlackStage.await("eyes", () -> stage.slack.reactions(thread).contains("eyes"));

        assertThat(stage.answer(event).text())
                .startsWith("I could not answer that. It took longer than 15 seconds.")
                .contains("answer_minutes");
        assertThat(stage.slack.reactions(thread)).isEmpty();

        model.mode(Mode.OK);
        says(last -> "Here again.");
        stage.send(inThread(thread, "D1", "U1", "message", "are you there?"));
        SlackStage.await("a second answer", () -> stage.inThread(thread).size() == 2);
        assertThat(stage.inThread(thread).get(1).text()).isEqualTo("Here again.");
    }

    @Test
    void theLimitOfCostIsEachAnswersAndNotTheThreads() {
        says(last -> "Answered.");
        JsonObject event = stage.direct("U1", "the first");
        String thread = event.getAsJsonObject("event").get("ts").getAsString();
        stage.send(event);
        for (int i = 1; i < 8; i++) {
            stage.send(inThread(thread, "D1", "U1", "message", "question " + i));
        }

        SlackStage.await("eight answers", () -> stage.inThread(thread).size() == 8);

        assertThat(stage.inThread(thread)).extracting(SlackPost::text).containsOnly("Answered.");
        double dollars = Double.parseDouble(stage.answerTo(stage.direct("U1", "status"))
                .text()
                .replaceAll("(?s).*agent: \\$([\\d.]+) so far.*", "$1"));
        assertThat(dollars).as("together they cost more than one may").isGreaterThan(0.05);
    }
}
