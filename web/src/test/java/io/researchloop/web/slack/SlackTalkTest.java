package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import io.researchloop.testing.mockapi.Answer;
import io.researchloop.testing.mockapi.Mode;
import io.researchloop.testing.mockapi.ModelRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a conversation can do, and what it cannot. */
class SlackTalkTest extends TalkStage {
    private static final String PROPOSAL = """
            I would try that.
            ```researchloop
            {"action": "start_sprint", "study": "grokking", "idea": "Half the weight decay", "max_cost_usd": 2}
            ```
            """;

    @Test
    void threeTurnsAreOneSessionOverARestart() throws Exception {
        says(last -> last.contains("third") ? "Three it is." : last.contains("second") ? "Two it is." : "One it is.");
        JsonObject first = stage.mention("U1", "C1", "<@UBOT> this is the first question");
        String thread = first.getAsJsonObject("event").get("ts").getAsString();

        assertThat(stage.answerTo(first).text()).contains("One it is.");
        stage.send(inThread(thread, "U2", "message", "the second, without a mention"));
        said(thread, "Two it is.");
        stage.restart();
        stage.send(inThread(thread, "U1", "app_mention", "<@UBOT> and the third"));
        said(thread, "Three it is.");

        assertThat(stage.inThread(thread)).hasSize(3);
        assertThat(model.requests().stream()
                        .map(ModelRequest::session)
                        .filter(id -> !id.isEmpty())
                        .distinct())
                .hasSize(1);
        ModelRequest last = model.requests().get(model.requests().size() - 1);
        assertThat(String.join("\n", last.texts())).contains("the first question", "<@U2> says:", "the third");
        assertThat(last.tools()).contains("Read", "Grep").doesNotContain("Bash", "Write", "Edit", "WebFetch", "Task");
        assertThat(Files.readString(folder.resolve("agent-environment.txt")))
                .contains("PATH=")
                .doesNotContain("RESEARCHLOOP", MockSlack.TOKEN, MockSlack.SIGNING_SECRET);
    }

    @Test
    void aProposedSprintStartsWithTheClickAndOnce() throws Exception {
        says(last -> PROPOSAL);
        JsonObject event = stage.direct("U1", "what would you try next?");
        String thread = event.getAsJsonObject("event").get("ts").getAsString();
        stage.send(event);
        SlackPost question = said(thread, "*Start a sprint* in grokking");
        stage.settle();

        assertThat(stage.sprints()).isEmpty();
        assertThat(stage.inThread(thread).get(0).text()).isEqualTo("I would try that.");
        assertThat(question.blocks()).contains("Half the weight decay", "$2.00 at most");
        stage.voice().press(SlackVoice.click("U9", question, Offers.CONFIRM));
        stage.settle();
        assertThat(stage.sprints()).isEmpty();

        JsonObject click = SlackVoice.click("U2", question, Offers.CONFIRM);
        stage.voice().press(click);
        stage.voice().press(SlackVoice.click("U1", question, Offers.CONFIRM));
        stage.voice().press(SlackVoice.click("U1", question, Offers.DISMISS));
        stage.voice().press(click);
        stage.settle();

        assertThat(stage.sprints()).hasSize(1);
        assertThat(stage.sprints().get(0).ideaPreview()).isEqualTo("Half the weight decay");
        assertThat(stage.sprints().get(0).maxCostUsd()).isEqualTo(2);
        SlackPost standing = stage.inThread(thread).get(1);
        assertThat(standing.ts()).isEqualTo(question.ts());
        assertThat(standing.text())
                .startsWith("Confirmed by <@U2>.")
                .contains(stage.sprints().get(0).id());
        assertThat(standing.buttons()).isEmpty();
    }

    @Test
    void theAgentReadsWhatWeWroteForItAndNothingElse() throws Exception {
        Path desk;
        model.mode(Mode.TOOL).answers(request -> Answer.reading("studies.md", "Read it."));
        stage.answerTo(stage.direct("U1", "what is there?"));
        try (Stream<Path> found = Files.walk(folder.resolve("slack"))) {
            desk = found.filter(path -> path.endsWith("desk")).findFirst().orElseThrow();
        }
        assertThat(Files.readString(desk.resolve("studies.md"))).contains("Why networks learn late");
        assertThat(heardSince(0)).contains("Why networks learn late");

        int before = model.requests().size();
        Path configuration = folder.resolve("researchloop.toml");
        model.answers(request -> Answer.reading(configuration.toString(), "Tried it."));
        assertThat(stage.answerTo(stage.direct("U1", "what is in the configuration?"))
                        .text())
                .isEqualTo("Tried it.");

        assertThat(Files.readString(configuration)).contains("scheduler_type");
        assertThat(heardSince(before)).isNotEmpty().doesNotContain("scheduler_type");
    }

    private String heardSince(int first) {
        return model.requests().stream()
                .skip(first)
                .flatMap(request -> request.texts().stream())
                .collect(Collectors.joining("\n"));
    }

    @Test
    void whatIsDismissedIsNotDoneAnyMore() {
        says(last -> PROPOSAL);
        JsonObject event = stage.direct("U1", "what would you try next?");
        String thread = event.getAsJsonObject("event").get("ts").getAsString();
        stage.send(event);
        SlackPost question = said(thread, "*Start a sprint* in grokking");

        stage.voice().press(SlackVoice.click("U1", question, Offers.DISMISS));
        stage.voice().press(SlackVoice.click("U1", question, Offers.CONFIRM));
        stage.settle();

        assertThat(stage.sprints()).isEmpty();
        assertThat(stage.inThread(thread).get(1).text()).isEqualTo("Dismissed by <@U1>. Nothing was done.");
    }

    @Test
    void aProposalThatTheApiWouldRefuseIsToldAndHasNoButtons() {
        says(last -> PROPOSAL.replace("grokking", "nowhere"));

        SlackPost answer = stage.answerTo(stage.direct("U1", "what would you try next?"));
        stage.settle();

        assertThat(answer.text()).contains("I would try that.", "cannot be done: Study not found: nowhere");
        assertThat(stage.slack.posts()).noneMatch(post -> post.text().contains("Start a sprint"));
    }

    @Test
    void aThreadHasOneTurnAtATimeAndCommandsGoBefore() {
        says(last -> last.contains("and then") ? "Then that." : "First this.");
        model.mode(Mode.SLOW).pace(Duration.ofSeconds(3));
        JsonObject first = stage.direct("U1", "tell me about this");
        String thread = first.getAsJsonObject("event").get("ts").getAsString();

        stage.send(first);
        stage.send(inThread(thread, "D1", "U1", "message", "and then?"));
        stage.settle();
        assertThat(stage.inThread(thread)).isEmpty();
        said(thread, "Then that.");

        assertThat(stage.inThread(thread)).extracting(SlackPost::text).containsExactly("First this.", "Then that.");
    }

    @Test
    void othersInTheThreadAreAnsweredInTheirOrderAndEachOnce() {
        says(last -> "To " + last.replaceAll("(?s).*says:\\s*(\\w+).*", "$1"));
        model.mode(Mode.SLOW).pace(Duration.ofSeconds(2));
        JsonObject first = stage.mention("U1", "C1", "<@UBOT> one");
        String thread = first.getAsJsonObject("event").get("ts").getAsString();
        stage.send(first);
        SlackStage.await("eyes", () -> stage.slack.reactions(thread).contains("eyes"));
        JsonObject second = inThread(thread, "U2", "message", "two");
        JsonObject third = inThread(thread, "U1", "message", "three");
        stage.send(second);
        stage.send(third);
        stage.send(second);
        SlackStage.await("hourglasses", () -> waits(second) && waits(third));
        assertThat(stage.slack.reactions(thread)).containsExactly("eyes");
        model.mode(Mode.OK);

        said(thread, "To three");
        stage.settle();

        assertThat(stage.inThread(thread)).extracting(SlackPost::text).containsExactly("To one", "To two", "To three");
        assertThat(stage.slack.reactions(thread)).isEmpty();
        assertThat(stage.slack.reactions(SlackStage.ts(second))).isEmpty();
        assertThat(stage.slack.reactions(SlackStage.ts(third))).isEmpty();
    }

    private boolean waits(JsonObject event) {
        return stage.slack.reactions(SlackStage.ts(event)).equals(Set.of("hourglass_flowing_sand"));
    }

    @Test
    void aMessageOf100KilobytesIsHeardToItsEnd() {
        says(last -> last.strip().endsWith("the very end") ? "Heard all." : "Heard half.");

        SlackPost answer = stage.answerTo(stage.direct("U1", "word ".repeat(20_000) + "the very end"));

        assertThat(answer.text()).isEqualTo("Heard all.");
    }

    @Test
    void anAgentThatSaysNothingIsNoSilence() {
        says(last -> " ");

        assertThat(stage.answerTo(stage.direct("U1", "say nothing")).text()).isNotBlank();
    }

    @Test
    void aTurnThatARestartCutsOffIsAnsweredOnce() throws Exception {
        model.mode(Mode.HANG);
        JsonObject event = stage.direct("U1", "will you remember this?");
        String thread = event.getAsJsonObject("event").get("ts").getAsString();
        stage.send(event);
        SlackStage.await("a turn at work", () -> !model.requests().isEmpty());
        JsonObject waiting = inThread(thread, "D1", "U1", "message", "and this?");
        stage.send(waiting);
        SlackStage.await("an hourglass", () -> waits(waiting));

        model.mode(Mode.OK);
        says(last -> last.contains("and this?") ? "That too." : "I do remember.");
        stage.restart();

        said(thread, "That too.");
        stage.settle();
        assertThat(stage.inThread(thread)).extracting(SlackPost::text).containsExactly("I do remember.", "That too.");
        assertThat(stage.slack.reactions(thread)).isEmpty();
        assertThat(stage.slack.reactions(SlackStage.ts(waiting))).isEmpty();
    }

    @Test
    void anAgentThatCannotAnswerSaysWhy() {
        model.mode(Mode.BAD_KEY);

        assertThat(stage.answerTo(stage.direct("U1", "are you there?")).text())
                .startsWith("I could not answer that.")
                .containsIgnoringCase("key");
    }
}
