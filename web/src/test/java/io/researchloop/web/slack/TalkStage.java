package io.researchloop.web.slack;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.MockAnthropic;
import io.researchloop.testing.mockapi.RealClaude;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** Conversations with the real {@code claude} program, on an API of ours. */
@Tag("claude")
abstract class TalkStage {
    @TempDir
    Path folder;

    MockAnthropic model;
    SlackStage stage;

    @BeforeEach
    void start() throws Exception {
        Optional<Path> claude = RealClaude.find();
        assumeTrue(claude.isPresent(), RealClaude.MISSING);
        model = MockAnthropic.start();
        String command = "env > " + folder.resolve("agent-environment.txt") + "; ANTHROPIC_BASE_URL=" + model.url()
                + " ANTHROPIC_API_KEY=test-key CLAUDE_CODE_MAX_RETRIES=1 CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1"
                + " CLAUDE_CONFIG_DIR=" + folder.resolve("claude") + " " + claude.get()
                + " --dangerously-skip-permissions";
        stage = SlackStage.open(folder, "claude_command = \"" + command + "\"\n" + settings());
    }

    @AfterEach
    void stop() {
        if (stage != null) {
            stage.close();
            model.close();
        }
    }

    /** Lines for the beginning of the configuration. */
    String settings() {
        return "";
    }

    void says(Function<String, String> answer) {
        model.answers(request -> {
            List<String> texts = request.texts();
            String last = texts.stream()
                    .filter(text -> text.contains("> says:"))
                    .reduce((one, other) -> other)
                    .orElse("");
            return new Answer(null, answer.apply(last));
        });
    }

    JsonObject inThread(String thread, String user, String type, String text) {
        return inThread(thread, "C1", user, type, text);
    }

    JsonObject inThread(String thread, String channel, String user, String type, String text) {
        return SlackVoice.inThread(
                SlackVoice.event(type, user, channel, text, stage.slack.said(channel, thread, text)), thread);
    }

    SlackPost said(String thread, String words) {
        SlackStage.await("\"" + words + "\" in " + thread, () -> stage.inThread(thread).stream()
                .anyMatch(post -> post.text().contains(words)));
        return stage.inThread(thread).stream()
                .filter(post -> post.text().contains(words))
                .findFirst()
                .orElseThrow();
    }
}
