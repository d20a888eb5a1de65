package io.researchloop.web.start;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackPost;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

/** The whole program with its engine: what people can be told goes to both channels, also when they were away. */
class EveryNoticeTest {
    private static final List<NotificationEvent> BY_RULE = Arrays.stream(NotificationEvent.values())
            .filter(event -> event != NotificationEvent.TEST)
            .toList();

    @TempDir
    Path folder;

    private final List<String> pushed = new CopyOnWriteArrayList<>();
    private volatile boolean ntfyDown;
    private HttpServer ntfy;
    private MockSlack slack;

    @BeforeEach
    void start() throws IOException {
        slack = new MockSlack();
        ntfy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ntfy.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                boolean publication = exchange.getRequestMethod().equals("POST");
                if (!ntfyDown && publication) {
                    pushed.add(JsonParser.parseString(body)
                            .getAsJsonObject()
                            .get("title")
                            .getAsString());
                }
                exchange.sendResponseHeaders(ntfyDown ? 503 : 200, -1);
            }
        });
        ntfy.start();
    }

    @AfterEach
    void stop() {
        ntfy.stop(0);
        slack.close();
    }

    @Test
    void everyKindReachesBothChannelsOnceAfterTheyWereDown() throws Exception {
        slack.down(true);
        ntfyDown = true;
        try (ConfigurableApplicationContext program = ServerProgram.start(configuration(), "127.0.0.1", 0)) {
            Notices notices = program.getBean(Notices.class);
            for (NotificationEvent event : BY_RULE) {
                Notice notice = new Notice(
                        "test:" + event, event, NoticeSubject.study("first"), "first", "Title of " + event, "Text");
                assertThat(notices.raise(notice)).as("%s is news", event).isTrue();
                assertThat(notices.raise(notice)).as("%s is news again", event).isFalse();
            }
            notices.test("slack");
            notices.test("ntfy");
            await(() -> slack.knocks() >= BY_RULE.size());
            assertThat(slack.posts()).isEmpty();

            slack.down(false);
            ntfyDown = false;

            await(() -> slack.posts().size() > BY_RULE.size() && pushed.size() > BY_RULE.size());
            TimeUnit.SECONDS.sleep(1);
            for (NotificationEvent event : BY_RULE) {
                assertThat(slack.posts())
                        .as("%s in Slack", event)
                        .filteredOn(post -> post.text().endsWith(" Title of " + event))
                        .extracting(SlackPost::channel)
                        .containsExactly("C1");
            }
            assertThat(pushed)
                    .filteredOn(title -> title.startsWith("Title of"))
                    .containsExactlyInAnyOrderElementsOf(
                            BY_RULE.stream().map(event -> "Title of " + event).toList());
            assertThat(slack.posts()).hasSize(BY_RULE.size() + 1);
            assertThat(pushed).hasSize(BY_RULE.size() + 1);
        }
    }

    private Configuration configuration() throws IOException {
        String events = BY_RULE.stream()
                .map(event -> '"' + event.name().toLowerCase(Locale.ROOT) + '"')
                .collect(Collectors.joining(", "));
        Path file = Files.writeString(folder.resolve("researchloop.toml"), """
                        shared_secret = "a shared secret"
                        [[cluster]]
                        name = "here"
                        scheduler_type = "local"
                        [[study]]
                        name = "first"
                        cluster = "here"
                        [slack]
                        bot_token = "%s"
                        channel_id = "C1"
                        api_url = "%s"
                        [ntfy]
                        url = "http://127.0.0.1:%d"
                        topic = "sprints"
                        [notifications]
                        events = [%s]
                        [temporal]
                        mode = "in-memory"
                        """.formatted(
                        MockSlack.TOKEN, slack.url(), ntfy.getAddress().getPort(), events));
        return ConfigurationLoader.load(Optional.of(file), Map.of(), folder, folder);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(60));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waited in vain").isBefore(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }
}
