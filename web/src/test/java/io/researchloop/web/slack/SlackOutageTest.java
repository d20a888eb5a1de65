package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.mockslack.SlackPost;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Nothing is lost and nothing is said twice, whoever is away. */
class SlackOutageTest {
    @RegisterExtension
    final SlackStage stage = SlackStage.perTest();

    @Test
    void aServerKilledBetweenTheAcknowledgementAndTheWorkDoesItOnce() throws Exception {
        stage.server().bean(SlackWorker.class).stop();
        JsonObject event = stage.mention("U1", "C1", "sprint run grokking acknowledged and not begun");
        assertThat(stage.send(event).statusCode()).isEqualTo(200);
        assertThat(stage.sprints()).isEmpty();

        stage.restart();

        assertThat(stage.answer(event).text()).contains("is on its way");
        stage.send(event);
        stage.settle();
        assertThat(stage.sprints()).hasSize(1);
        assertThat(stage.inThread(thread(event))).hasSize(1);
    }

    @Test
    void aServerKilledBetweenTheWorkAndItsTickDoesItOnce() throws Exception {
        stage.server().bean(SlackWorker.class).stop();
        JsonObject event = stage.mention("U1", "C1", "sprint run grokking done and not ticked off");
        stage.send(event);
        List<SlackInbox.Letter> letters = stage.server().bean(SlackInbox.class).undone(10);
        stage.server().bean(SlackDesk.class).handle(letters.get(0));
        assertThat(stage.sprints()).hasSize(1);

        stage.restart();

        assertThat(stage.answer(event).text()).contains(stage.sprints().get(0).id());
        stage.settle();
        assertThat(stage.sprints()).hasSize(1);
    }

    @Test
    void whatIsAnsweredWhileSlackIsDownIsSaidOnceWhenItIsBackAlsoByANewServer() throws Exception {
        stage.slack.down(true);
        JsonObject first = stage.mention("U1", "C1", "sprint run grokking asked before the outage");
        JsonObject second = stage.mention("U2", "C1", "auth status");
        stage.send(first);
        SlackStage.await("a sprint", () -> stage.sprints().size() == 1);
        SlackStage.await("tries in vain", () -> stage.slack.knocks() >= 2);
        stage.restart();
        stage.send(second);
        SlackStage.await("more tries in vain", () -> stage.slack.knocks() >= 5);
        assertThat(stage.slack.posts()).isEmpty();

        stage.slack.down(false);

        assertThat(stage.answer(first).text()).contains("is on its way");
        assertThat(stage.answer(second).text()).contains("<@U2>");
        stage.settle();
        assertThat(stage.slack.posts()).hasSize(3);
    }

    @Test
    void slackIsNotAskedBeforeTheTimeThatItNamed() throws Exception {
        stage.slack.status(429, "3");
        JsonObject event = stage.mention("U1", "C1", "auth status");
        stage.send(event);
        SlackStage.await("a first try", () -> stage.slack.knocks() == 1);
        stage.slack.status(200, null);

        TimeUnit.MILLISECONDS.sleep(1_500);
        assertThat(stage.slack.knocks()).isEqualTo(1);
        assertThat(stage.answer(event).text()).contains("<@U1>");
        assertThat(stage.inThread(thread(event))).hasSize(1);
    }

    @Test
    void anAnswerThatSlackDoesNotWantHoldsUpNoOther() {
        stage.slack.channel("C2", false);
        JsonObject stuck = stage.mention("U1", "C2", "auth status");
        stage.send(stuck);
        SlackStage.await("a try in vain", () -> stage.slack.knocks() >= 1);

        SlackPost other = stage.answerTo(stage.mention("U2", "C1", "auth status"));

        assertThat(other.text()).contains("<@U2>");
        assertThat(stage.inThread(thread(stuck))).isEmpty();
        stage.slack.channel("C2", true);
        assertThat(stage.answer(stuck).channel()).isEqualTo("C2");
    }

    @Test
    void triesBecomeRarerUpToAMinute() {
        assertThat(SlackSender.pause(0)).isEqualTo(Duration.ofSeconds(1));
        assertThat(SlackSender.pause(4)).isEqualTo(Duration.ofSeconds(16));
        assertThat(SlackSender.pause(6)).isEqualTo(Duration.ofMinutes(1));
        assertThat(SlackSender.pause(1_000)).isEqualTo(Duration.ofMinutes(1));
    }

    private static String thread(JsonObject event) {
        return event.getAsJsonObject("event").get("ts").getAsString();
    }
}
