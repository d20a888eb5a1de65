package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What Slack was told to have arrived is done once, whenever the server is killed after that. */
@Tag("kill")
class SlackKillTest {
    private static final int KILLS = Math.max(2, Integer.getInteger("researchloop.kills", 16) / 2);
    private static final String SHUT = "sleep 600";

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private final Random random = random();
    private MockSlack slack;
    private SlackVoice voice;
    private Project project;
    private Orchestrator orchestrator;

    @BeforeEach
    void set() throws IOException {
        slack = new MockSlack();
        project = stage.project()
                .engine("in-memory")
                .jobs(1)
                .steps(Project.markedSteps(SHUT))
                .environment("RESEARCHLOOP_SLACK_API_URL", slack.url())
                .environment("RESEARCHLOOP_SLACK_BOT_TOKEN", MockSlack.TOKEN)
                .environment("RESEARCHLOOP_SLACK_SIGNING_SECRET", MockSlack.SIGNING_SECRET)
                .environment("RESEARCHLOOP_SLACK_ALLOWED_USER_IDS", "U1");
        orchestrator = stage.orchestrator(project);
        voice = new SlackVoice("http://127.0.0.1:" + project.port(), MockSlack.SIGNING_SECRET);
    }

    @AfterEach
    void leave() {
        slack.close();
    }

    /** While Slack is away nothing can be said twice, so every answer has to come exactly once. */
    @Test
    void commandsAndClicksAreDoneOnceAndAnsweredOnce() {
        Map<String, String> ideas = new LinkedHashMap<>();
        List<String> clicked = new ArrayList<>();
        orchestrator.launch();
        String first = started(command("what the buttons belong to", ideas));
        // The first answer is ticked off once a later one is there.
        settle();
        slack.down(true);

        for (int kill = 0; kill < KILLS; kill++) {
            command("idea " + kill, ideas);
            clicked.add(click(first));
            Until.pause(Duration.ofMillis(random.nextInt(60)));
            orchestrator.kill9();
            orchestrator.launch();
        }
        assertThat(answers()).hasSize(2);
        slack.down(false);

        ideas.keySet().forEach(this::answered);
        clicked.forEach(this::answered);
        settle();
        assertThat(answers().stream()
                        .filter(post -> ideas.containsKey(post.thread()) || clicked.contains(post.thread())))
                .extracting(SlackPost::thread)
                .doesNotHaveDuplicates()
                .hasSize(ideas.size() + clicked.size());
        orchestrator.awaitReady();
        List<Sprint> sprints = project.api().list();
        assertThat(sprints.stream().filter(sprint -> sprint.text("resubmit_of").isEmpty()))
                .extracting(sprint -> sprint.text("idea"))
                .containsExactlyInAnyOrderElementsOf(ideas.values());
        assertThat(sprints.stream().filter(sprint -> sprint.text("resubmit_of").equals(first)))
                .hasSize(clicked.size());
    }

    /** Slack gives no key to say a thing once: a kill between its "ok" and our tick says an answer twice, never none. */
    @Test
    void anAnswerIsNotLostWhenTheServerIsKilledAsItSpeaks() {
        Map<String, String> ideas = new LinkedHashMap<>();

        for (int kill = 0; kill < KILLS; kill++) {
            orchestrator.launch();
            command("idea " + kill, ideas);
            Until.pause(Duration.ofMillis(random.nextInt(250)));
            orchestrator.kill9();
        }
        orchestrator.launch();

        ideas.keySet().forEach(this::answered);
        settle();
        long answers = answers().stream()
                .filter(post -> ideas.containsKey(post.thread()))
                .count();
        assertThat(answers).isBetween((long) ideas.size(), 2L * ideas.size());
        ideas.keySet().forEach(thread -> assertThat(
                        inThread(thread).stream().map(SlackPost::text).distinct())
                .as("a repeat says the same")
                .hasSize(1));
        orchestrator.awaitReady();
        assertThat(project.api().list())
                .extracting(sprint -> sprint.text("idea"))
                .containsExactlyInAnyOrderElementsOf(ideas.values());
    }

    /** @return the thread that the answer belongs to */
    private String command(String idea, Map<String, String> ideas) {
        String text = "<@UBOT> sprint run " + Project.STUDY + " " + idea;
        String ts = slack.said("C1", null, text);
        JsonObject event = SlackVoice.event("app_mention", "U1", "C1", text, ts);
        acknowledged(() -> voice.send(event));
        ideas.put(ts, idea);
        return ts;
    }

    private String click(String sprint) {
        SlackPost notice = slack.notice("C1");
        JsonObject click = SlackVoice.click("U1", notice, SlackVoice.button("sprint:resubmit", sprint));
        acknowledged(() -> voice.press(click));
        return notice.ts();
    }

    /** As Slack does it: what is not acknowledged is sent again. */
    private static void acknowledged(Supplier<HttpResponse<String>> send) {
        Until.holds("an acknowledgement", () -> {
            try {
                return send.get().statusCode() == 200;
            } catch (IllegalStateException e) {
                // Nobody is there yet.
                return false;
            }
        });
    }

    /** What the app has said to somebody: not the notices that the buttons stand under. */
    private List<SlackPost> answers() {
        return slack.posts().stream().filter(post -> post.thread() != null).toList();
    }

    private List<SlackPost> inThread(String thread) {
        return slack.posts().stream()
                .filter(post -> thread.equals(post.thread()))
                .toList();
    }

    private SlackPost answered(String thread) {
        return Until.found(
                "an answer in " + thread, Until.PATIENCE, orchestrator::logTail, () -> inThread(thread).stream()
                        .findFirst());
    }

    private String started(String thread) {
        return answered(thread).text().replaceAll("(?s).*?`(sp-[0-9a-f]+)`.*", "$1");
    }

    /** Once this is answered, so is all that was sent before. */
    private void settle() {
        String ts = slack.said("C1", null, "auth status");
        acknowledged(() -> voice.send(SlackVoice.event("app_mention", "U1", "C1", "auth status", ts)));
        answered(ts);
    }

    private static Random random() {
        long seed = Optional.ofNullable(System.getProperty("researchloop.seed"))
                .filter(text -> !text.isBlank())
                .map(Long::valueOf)
                .orElseGet(System::nanoTime);
        System.out.println(KILLS + " kills, -Dresearchloop.seed=" + seed);
        return new Random(seed);
    }
}
