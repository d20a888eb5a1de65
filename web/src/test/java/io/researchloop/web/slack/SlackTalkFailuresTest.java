package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.SlackPost;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent that does not answer: whoever asked is told, once, and commands go on. */
class SlackTalkFailuresTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "true                              | exit code 0",
                "echo the disk is full >&2; exit 3 | the disk is full",
                "no-such-agent-here                | no-such-agent-here",
                "echo no json; exit 1              | exit code 1"
            })
    void isTold(String command, String words) throws Exception {
        try (SlackStage stage = SlackStage.open(folder, "claude_command = \"" + command + "\"\n")) {
            JsonObject event = stage.direct("U1", "are you there?");
            String thread = event.getAsJsonObject("event").get("ts").getAsString();

            SlackPost answer = stage.answerTo(event);

            assertThat(answer.text())
                    .startsWith("I could not answer that. ")
                    .contains(words)
                    .doesNotContain("\tat ", "Exception");
            stage.settle();
            assertThat(stage.inThread(thread)).hasSize(1);
            assertThat(stage.slack.reactions(thread)).isEmpty();
        }
    }
}
