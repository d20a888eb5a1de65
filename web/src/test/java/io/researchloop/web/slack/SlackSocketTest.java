package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.MockSocket;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Socket Mode, by a WebSocket of ours. */
class SlackSocketTest {
    @RegisterExtension
    final SlackStage stage = SlackStage.perTest(Map.of("SLACK_APP_TOKEN", MockSlack.APP_TOKEN));

    private MockSocket socket;

    @BeforeEach
    void start() {
        socket = stage.slack.socket();
        connected(1);
    }

    @Test
    void eventsAndClicksAreAcknowledgedAndDoneOnce() throws Exception {
        JsonObject event = stage.mention("U1", "C1", "sprint run grokking fetched and not sent");
        String first = socket.send("events_api", event);
        String repeat = socket.send("events_api", event);
        assertThat(stage.answer(event).text()).contains("is on its way");
        String sprint = stage.sprints().get(0).id();
        SlackPost notice = stage.slack.notice("C1");

        String click =
                socket.send("interactive", SlackVoice.click("U2", notice, SlackVoice.button("sprint:cancel", sprint)));
        String other = socket.send("slash_commands", new JsonObject());

        SlackStage.await("acknowledgements", () -> socket.acknowledged().size() == 4);
        assertThat(socket.acknowledged()).containsExactly(first, repeat, click, other);
        SlackStage.await("the click's work", () -> !stage.inThread(notice.ts()).isEmpty());
        assertThat(stage.sprints()).hasSize(1);
        assertThat(stage.sprints().get(0).cancelReason()).isEqualTo("Cancelled in Slack by U2");
    }

    @Test
    void theConnectionIsMadeAnewWhenSlackWantsItAndWhenItIsCut() throws Exception {
        socket.refresh();
        connected(2);
        socket.cut();
        connected(3);

        JsonObject event = stage.mention("U1", "C1", "auth status");
        socket.send("events_api", event);

        assertThat(stage.answer(event).text()).contains("<@U1>");
    }

    @Test
    void itConnectsAsSoonAsSlackIsBack() throws Exception {
        stage.slack.down(true);
        int before = stage.slack.knocks();
        socket.cut();
        SlackStage.await("a try in vain", () -> stage.slack.knocks() >= before + 2);

        stage.slack.down(false);

        connected(2);
    }

    private void connected(int times) {
        SlackStage.await(times + " connections", () -> socket.connections() >= times);
    }
}
