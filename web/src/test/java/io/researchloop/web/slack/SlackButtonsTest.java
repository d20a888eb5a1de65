package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Clicks on the buttons of notices. */
class SlackButtonsTest {
    @RegisterExtension
    static final SlackStage stage = SlackStage.perClass();

    @Test
    void cancelsOnceAndSaysWhoPressedIt() {
        SlackPost notice = notice();
        String sprint = sprint();
        JsonObject click = SlackVoice.click("U2", notice, SlackVoice.button("sprint:cancel", sprint));

        for (int i = 0; i < 3; i++) {
            assertThat(stage.voice().press(click).statusCode()).isEqualTo(200);
        }
        stage.settle();

        assertThat(stage.inThread(notice.ts())).hasSize(1);
        assertThat(stage.inThread(notice.ts()).get(0).text()).contains(sprint).contains("<@U2>");
        assertThat(stage.sprint(sprint).cancelReason()).isEqualTo("Cancelled in Slack by U2");
    }

    @Test
    void resubmitsOnceForEachClick() {
        SlackPost notice = notice();
        String sprint = sprint();
        int before = stage.sprints().size();
        JsonObject click = SlackVoice.click("U1", notice, SlackVoice.button("sprint:resubmit", sprint));

        stage.voice().press(click);
        stage.voice().press(click);
        stage.settle();

        assertThat(stage.sprints()).hasSize(before + 1);
        assertThat(stage.sprints().get(0).resubmitOf()).isEqualTo(sprint);
        assertThat(stage.sprints().get(0).startedBy()).isEqualTo("Slack user U1");
        assertThat(stage.inThread(notice.ts()).get(0).text()).contains("is on its way (by <@U1>)");
    }

    @Test
    void strangersPressInVain() {
        SlackPost notice = notice();
        String sprint = sprint();
        int before = stage.sprints().size();

        stage.voice().press(SlackVoice.click("U9", notice, SlackVoice.button("sprint:resubmit", sprint)));
        stage.settle();

        assertThat(stage.sprints()).hasSize(before);
        assertThat(stage.inThread(notice.ts())).isEmpty();
    }

    @Test
    void badClicksAreToldAndDoNothing() {
        SlackPost notice = notice();
        int before = stage.sprints().size();

        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("sprint:launch", "sp-1")));
        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("sprint:cancel", "sp-<gone>")));
        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("sprint:resubmit", "sp-gone")));
        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("idea:approve", "loop-gone 1")));
        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("idea:reject", "")));
        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("open", "")));
        stage.settle();

        assertThat(stage.inThread(notice.ts()))
                .extracting(SlackPost::text)
                .containsExactly(
                        "This button means nothing here any more; say `help` for what does.",
                        "Sprint not found",
                        "Sprint not found",
                        "Loop not found",
                        "Loop not found");
        assertThat(stage.sprints()).hasSize(before);
    }

    @Test
    void malformedPayloadsAreRefusedAndOthersGoOn() {
        for (String form : new String[] {"payload=%7Bno", "payload=%", "payload=[]", "other=1", ""}) {
            assertThat(stage.voice()
                            .post(SlackVoice.INTERACTIVITY, form, Instant.now(), null)
                            .statusCode())
                    .as(form)
                    .isEqualTo(400);
        }
        for (String click : new String[] {
            "{\"type\":\"block_actions\"}",
            "{\"type\":\"block_actions\",\"user\":{\"id\":\"U1\"},\"actions\":[1,null,{\"action_id\":{}}]}",
            "{\"type\":\"view_submission\"}"
        }) {
            String form = "payload=" + java.net.URLEncoder.encode(click, java.nio.charset.StandardCharsets.UTF_8);
            assertThat(stage.voice()
                            .post(SlackVoice.INTERACTIVITY, form, Instant.now(), null)
                            .statusCode())
                    .as(click)
                    .isEqualTo(200);
        }

        stage.settle();
    }

    @Test
    void anIdeaThatDoesNotWaitAnyMoreIsNotApproved() {
        SlackPost notice = notice();
        String loop = stage.server()
                .bean(LoopCommands.class)
                .start(LoopRequest.of("grokking", 2, ""))
                .id();

        stage.voice().press(SlackVoice.click("U1", notice, SlackVoice.button("idea:approve", loop + " 1")));
        stage.settle();

        assertThat(stage.inThread(notice.ts()).get(0).text()).contains("does not wait for an approval");
    }

    private static SlackPost notice() {
        return stage.slack.notice("C1");
    }

    private static String sprint() {
        stage.answerTo(stage.mention("U1", "C1", "sprint run grokking pressed upon"));
        return stage.sprints().get(0).id();
    }
}
