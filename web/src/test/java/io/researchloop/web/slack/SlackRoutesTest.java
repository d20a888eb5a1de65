package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Requests as Slack signs and sends them, at the real server. */
class SlackRoutesTest {
    @RegisterExtension
    static final SlackStage stage = SlackStage.perClass();

    @Test
    void answersTheChallengeOnlyWhereItIsSigned() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";
        SlackVoice stranger =
                new SlackVoice("http://127.0.0.1:" + stage.server().port(), "another secret");

        HttpResponse<String> answer = stage.voice().post(SlackVoice.EVENTS, body, Instant.now(), null);
        assertThat(JsonParser.parseString(answer.body())
                        .getAsJsonObject()
                        .get("challenge")
                        .getAsString())
                .isEqualTo("abc");
        assertThat(stranger.post(SlackVoice.EVENTS, body, Instant.now(), null).statusCode())
                .isEqualTo(401);
        assertThat(stage.voice()
                        .post(SlackVoice.EVENTS, body, Instant.now().plusSeconds(3600), null)
                        .statusCode())
                .isEqualTo(401);
        assertThat(stage.voice()
                        .post(SlackVoice.EVENTS, "no json", Instant.now(), null)
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void missingAndSenselessHeadersAreRefusedInWords() {
        String body = "{\"type\":\"url_verification\",\"challenge\":\"abc\"}";
        String now = String.valueOf(Instant.now().getEpochSecond());
        String signature = SlackVoice.signature(MockSlack.SIGNING_SECRET, now, body);

        for (String path : List.of(SlackVoice.EVENTS, SlackVoice.INTERACTIVITY)) {
            assertThat(stage.server().http().post(path, body).status()).isEqualTo(401);
            assertThat(stage.server().http().post(path, "").status()).isEqualTo(401);
            assertThat(stage.server()
                            .http()
                            .with("X-Slack-Signature", signature)
                            .post(path, body)
                            .status())
                    .isEqualTo(401);
            assertThat(stage.server()
                            .http()
                            .with("X-Slack-Request-Timestamp", now)
                            .post(path, body)
                            .detail())
                    .contains("not signed by Slack");
            assertThat(stage.server()
                            .http()
                            .with("X-Slack-Request-Timestamp", "soon")
                            .with("X-Slack-Signature", signature)
                            .post(path, body)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void aRequestThatIsReplayedAfterAnHourDoesNothing() {
        JsonObject event = stage.mention("U1", "C1", "sprint run grokking replayed");
        int before = stage.sprints().size();

        assertThat(stage.voice()
                        .post(SlackVoice.EVENTS, event.toString(), Instant.now().minusSeconds(3600), null)
                        .statusCode())
                .isEqualTo(401);

        stage.settle();
        assertThat(stage.sprints()).hasSize(before);
    }

    @Test
    void eightCopiesAtOnceStartOneSprintAndAreAllAcknowledged() throws Exception {
        JsonObject event = stage.mention("U1", "C1", "<@UBOT> sprint run grokking Does Weight Decay matter?");
        int before = stage.sprints().size();
        ExecutorService threads = Executors.newFixedThreadPool(8);
        List<Future<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            Integer retry = i == 0 ? null : i;
            answers.add(threads.submit(
                    () -> stage.voice().post(SlackVoice.EVENTS, event.toString(), Instant.now(), retry)));
        }

        for (Future<HttpResponse<String>> answer : answers) {
            assertThat(answer.get().statusCode()).isEqualTo(200);
            assertThat(answer.get().body()).contains("\"ok\":true");
        }
        threads.shutdown();
        SlackPost said = stage.answer(event);
        stage.settle();

        assertThat(said.channel()).isEqualTo("C1");
        assertThat(said.text()).contains("is on its way in grokking");
        assertThat(stage.inThread(String.valueOf(said.thread()))).hasSize(1);
        assertThat(stage.sprints()).hasSize(before + 1);
        assertThat(stage.sprints().get(0).ideaPreview()).isEqualTo("Does Weight Decay matter?");
    }

    @Test
    void aRepeatLongAfterTheWorkWasDoneStartsNothing() {
        JsonObject event = stage.mention("U2", "C1", "sprint run grokking said again and again");
        String thread = String.valueOf(stage.answerTo(event).thread());
        int before = stage.sprints().size();

        for (int retry = 1; retry <= 3; retry++) {
            assertThat(stage.voice()
                            .post(SlackVoice.EVENTS, event.toString(), Instant.now(), retry)
                            .statusCode())
                    .isEqualTo(200);
        }

        stage.settle();
        assertThat(stage.sprints()).hasSize(before);
        assertThat(stage.inThread(thread)).hasSize(1);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(stage.answerTo(stage.mention("U1", "C1", "sprint run nowhere an idea"))
                        .text())
                .contains("Study not found: nowhere");
        assertThat(stage.answerTo(stage.mention("U1", "C1", "sprint show sp-none"))
                        .text())
                .contains("There is no sprint sp-none");
        assertThat(stage.answerTo(stage.mention("U1", "C1", "sprint run grokking"))
                        .text())
                .contains("sprint run STUDY IDEA");
    }

    @Test
    void sprintsAreListedShownAndCancelled() {
        stage.answerTo(stage.direct("U1", "sprint run grokking a < b & <!channel>"));
        String id = stage.sprints().get(0).id();
        assertThat(stage.sprints().get(0).startedBy()).isEqualTo("Slack user U1");

        assertThat(stage.answerTo(stage.direct("U1", "sprint list")).text())
                .contains(id, "a &lt; b &amp; &lt;!channel&gt;");
        SlackPost shown = stage.answerTo(stage.direct("U1", "sprint show " + id));
        assertThat(shown.text()).contains(id, "Cost: $0.00");
        assertThat(shown.button("sprint:cancel").get("value").getAsString()).isEqualTo(id);
        assertThat(stage.answerTo(stage.direct("U2", "sprint cancel " + id)).text())
                .contains("is being cancelled");
        assertThat(stage.sprints().get(0).cancelReason()).isEqualTo("Cancelled in Slack by U2");
    }

    @Test
    void loopsAreStartedListedAndStopped() {
        String started = stage.answerTo(stage.direct("U1", "loop start grokking 3 Only small models"))
                .text();
        assertThat(started).contains("Loop `loop-", "has started in grokking");
        String id = started.replaceAll("(?s).*`(loop-[0-9a-f]+)`.*", "$1");

        assertThat(stage.server().bean(LoopStore.class).find(id)).get().returns("Slack user U1", LoopRow::startedBy);
        assertThat(stage.answerTo(stage.direct("U1", "loop status")).text()).contains(id, "of 3 sprints");
        assertThat(stage.answerTo(stage.direct("U1", "loop stop " + id)).text()).contains("begins no other sprint");
        assertThat(stage.answerTo(stage.direct("U1", "loop stop loop-none")).text())
                .contains("Loop not found");
        assertThat(stage.answerTo(stage.direct("U1", "status")).text())
                .contains("Engine: not there", "Talk with the agent: $0.00");
    }
}
