package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is listened to, and where. */
class SlackAudienceTest {
    private static final String IDEA = "sprint run grokking x";

    @TempDir
    Path folder;

    @Test
    void strangersAndProgramsAreNotAnswered() throws Exception {
        try (SlackStage stage = SlackStage.open(folder, "")) {
            JsonObject program = stage.mention("U1", "C1", IDEA);
            program.getAsJsonObject("event").addProperty("bot_id", "B7");
            JsonObject edited = stage.direct("U1", IDEA);
            edited.getAsJsonObject("event").addProperty("subtype", "message_changed");
            JsonObject overheard = stage.mention("U1", "C1", IDEA);
            overheard.getAsJsonObject("event").addProperty("type", "message");

            stage.send(stage.mention("U9", "C1", IDEA));
            stage.send(stage.direct("U9", IDEA));
            stage.send(program);
            stage.send(edited);
            stage.send(overheard);
            stage.settle();

            assertThat(stage.sprints()).isEmpty();
            assertThat(stage.slack.posts()).hasSize(1);
        }
    }

    @Test
    void withRestrictToChannelOnlyThatAndDirectMessagesCount() throws Exception {
        try (SlackStage stage = SlackStage.open(folder, "slack.restrict_to_channel = true\n")) {
            stage.send(stage.mention("U1", "C2", IDEA));
            stage.answerTo(stage.mention("U1", "C1", "sprint run grokking in the channel"));
            stage.answerTo(stage.direct("U1", "sprint run grokking said directly"));

            assertThat(stage.sprints()).hasSize(2);
            assertThat(stage.slack.posts()).extracting(post -> post.channel()).containsExactly("C1", "D1");
        }
    }

    @Test
    void withoutItEveryChannelCounts() throws Exception {
        try (SlackStage stage = SlackStage.open(folder, "")) {
            assertThat(stage.answerTo(stage.mention("U1", "C2", IDEA)).channel())
                    .isEqualTo("C2");
            assertThat(stage.sprints()).hasSize(1);
        }
    }
}
