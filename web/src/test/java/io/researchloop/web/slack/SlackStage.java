package io.researchloop.web.slack;

import com.google.gson.JsonObject;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackPost;
import io.researchloop.mockslack.SlackVoice;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.util.FileSystemUtils;

/**
 * A Slack, and the real server at its side, which can be started anew on the same files. As an extension it is there for
 * each test, or, in a static field and with {@link #perClass}, for all tests of a class.
 */
final class SlackStage
        implements AutoCloseable, BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final boolean shared;
    private final String top;
    private final Map<String, String> more;
    private final Map<String, String> environment = new TreeMap<>();
    MockSlack slack;
    private Path folder;
    private Path own;
    private TestServer server;
    private SlackVoice voice;

    private SlackStage(boolean shared, String top, Map<String, String> more) {
        this.shared = shared;
        this.top = top;
        this.more = more;
    }

    /** U1 and U2 are listened to; the channel is C1. */
    static SlackStage perTest() {
        return new SlackStage(false, "", Map.of());
    }

    static SlackStage perTest(Map<String, String> environment) {
        return new SlackStage(false, "", environment);
    }

    static SlackStage perClass() {
        return new SlackStage(true, "", Map.of());
    }

    /** To be closed by the test itself. */
    static SlackStage open(Path folder, String top) throws IOException {
        SlackStage stage = new SlackStage(false, top, Map.of());
        stage.open(folder);
        return stage;
    }

    private void open(Path in) throws IOException {
        folder = in;
        slack = new MockSlack();
        environment.putAll(Map.of(
                "DASHBOARD_PASSWORD",
                TestServer.PASSWORD,
                "SLACK_SIGNING_SECRET",
                MockSlack.SIGNING_SECRET,
                "SLACK_BOT_TOKEN",
                MockSlack.TOKEN,
                "SLACK_CHANNEL_ID",
                "C1",
                "SLACK_ALLOWED_USER_IDS",
                "U1,U2",
                "SLACK_API_URL",
                slack.url()));
        environment.putAll(more);
        begin();
    }

    private void begin() throws IOException {
        server = TestServer.start(folder, top, environment);
        voice = new SlackVoice("http://127.0.0.1:" + server.port(), MockSlack.SIGNING_SECRET);
    }

    @Override
    public void beforeAll(ExtensionContext context) throws IOException {
        if (shared) {
            openInFolderOfItsOwn();
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        if (!shared) {
            openInFolderOfItsOwn();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        if (!shared) {
            closeWithFolder();
        }
    }

    @Override
    public void afterAll(ExtensionContext context) throws IOException {
        if (shared) {
            closeWithFolder();
        }
    }

    private void openInFolderOfItsOwn() throws IOException {
        own = Files.createTempDirectory("slack-stage");
        open(own);
    }

    private void closeWithFolder() throws IOException {
        close();
        FileSystemUtils.deleteRecursively(own);
    }

    TestServer server() {
        return server;
    }

    SlackVoice voice() {
        return voice;
    }

    void restart() throws IOException {
        server.close();
        begin();
    }

    /** A mention, as a person writes it now. */
    JsonObject mention(String user, String channel, String text) {
        return SlackVoice.event("app_mention", user, channel, text, slack.said(channel, null, text));
    }

    JsonObject direct(String user, String text) {
        return SlackVoice.event("message", user, "D1", text, slack.said("D1", null, text));
    }

    HttpResponse<String> send(JsonObject event) {
        return voice.send(event);
    }

    /** Its answer, as soon as it is there. */
    SlackPost answerTo(JsonObject event) {
        send(event);
        return answer(event);
    }

    SlackPost answer(JsonObject event) {
        JsonObject message = event.getAsJsonObject("event");
        String thread =
                message.get(message.has("thread_ts") ? "thread_ts" : "ts").getAsString();
        await("an answer in " + thread, () -> !inThread(thread).isEmpty());
        return inThread(thread).get(inThread(thread).size() - 1);
    }

    List<SlackPost> inThread(String thread) {
        return slack.posts().stream()
                .filter(post -> thread.equals(post.thread()))
                .toList();
    }

    List<SprintRow> sprints() {
        return server.bean(SprintStore.class).list(SprintFilter.ALL, null, 1000).rows();
    }

    SprintRow sprint(String id) {
        return server.bean(SprintStore.class).find(id).orElseThrow();
    }

    /** The message of an event, by its timestamp. */
    static String ts(JsonObject event) {
        return event.getAsJsonObject("event").get("ts").getAsString();
    }

    /** A message in the order of the inbox: once it is answered, so is all that was sent before. */
    void settle() {
        answerTo(mention("U1", "C1", "auth status"));
    }

    static void await(String what, BooleanSupplier condition) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            if (Instant.now().isAfter(end)) {
                throw new AssertionError("there was not " + what + " within " + PATIENCE.toSeconds() + " s");
            }
            try {
                TimeUnit.MILLISECONDS.sleep(20);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError(e);
            }
        }
    }

    @Override
    public void close() {
        server.close();
        slack.close();
    }
}
