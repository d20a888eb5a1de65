package io.researchloop.activities.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.NoticeSubject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NtfyNotifierTest {
    private static final String TOKEN = "tk_secret";

    private MockNtfy server;
    private Path folder;
    private Optional<Path> report = Optional.empty();

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server = new MockNtfy();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private NtfyNotifier notifier(String more) throws IOException {
        Path file = Files.writeString(
                folder.resolve("researchloop.toml"),
                "[ntfy]\nurl = \"" + server.url() + "\"\ntopic = \"sprints\"\n" + more);
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), Map.of(), folder, folder);
        return new NtfyNotifier(configuration, sprint -> report);
    }

    private void send(String more, Message message) throws IOException, InterruptedException {
        notifier(more).send(message, message, null);
    }

    private static Message message(NotificationEvent event, String text) {
        return new Message(
                "sp-1:" + event,
                event,
                NoticeSubject.sprint("sp-1"),
                "Sprint über Grüße ✓",
                text,
                List.of(new Message.Fact("Cost", "$1.20")),
                "https://rl.example.org/dashboard/sprints/sp-1",
                List.of());
    }

    @ParameterizedTest
    @EnumSource(NotificationEvent.class)
    void tellsEveryKindOfEvent(NotificationEvent event) throws Exception {
        send("", message(event, "What happened — all of it"));

        assertThat(server.published).singleElement().satisfies(published -> {
            assertThat(published.topic()).isEqualTo("sprints");
            assertThat(published.title()).isEqualTo("Sprint über Grüße ✓");
            assertThat(published.message()).isEqualTo("What happened — all of it\n\nCost: $1.20");
            assertThat(published.priority()).isBetween(1, 5);
            assertThat(published.tags()).matches("[a-z_]+");
            assertThat(published.click()).isEqualTo("https://rl.example.org/dashboard/sprints/sp-1");
        });
    }

    @Test
    void aLongTextIsCutBetweenCharactersAtWhatTheServerTakes() throws Exception {
        send("", message(NotificationEvent.FAILED, "ü𝛼".repeat(3000)));

        String sent = server.published.get(0).message();
        assertThat(sent.getBytes(StandardCharsets.UTF_8).length).isBetween(4090, 4096);
        assertThat(sent).endsWith("…").doesNotContain("?", "\uFFFD");
    }

    @Test
    void theReportOfACompletedSprintGoesAlong() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));

        send("", message(NotificationEvent.COMPLETED, "Größer\nist besser"));

        assertThat(server.published).singleElement().satisfies(published -> {
            assertThat(published.filename()).isEqualTo("report.pdf");
            assertThat(published.attachment()).isEqualTo(2000);
            assertThat(published.message()).startsWith("Größer\nist besser");
        });
    }

    @Test
    void aServerThatTakesNoFilesGetsTheWords() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));
        server.takesFiles = false;

        send("", message(NotificationEvent.COMPLETED, "done"));

        assertThat(server.published).singleElement().satisfies(published -> {
            assertThat(published.filename()).isNull();
            assertThat(published.message()).startsWith("done");
        });
    }

    @Test
    void theTokenIsSentAndNeverShown() throws Exception {
        server.token = TOKEN;
        send("token = \"" + TOKEN + "\"", message(NotificationEvent.TEST, ""));
        assertThat(server.published).hasSize(1);

        server.token = "another";
        assertThatThrownBy(() -> send("token = \"" + TOKEN + "\"", message(NotificationEvent.TEST, "")))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("answered 403")
                .hasMessageContaining("may not write to the topic sprints")
                .hasMessageNotContaining(TOKEN);
    }

    @Test
    void whatAnEarlierTryHasSaidIsNotSaidAgain() throws Exception {
        Message failed = message(NotificationEvent.FAILED, "why");
        Instant earlier = Instant.now();
        send("", failed);

        notifier("").send(failed, failed, earlier);
        server.knowsSequences = false;
        notifier("").send(failed, failed, earlier);

        assertThat(server.published).hasSize(1);
        assertThat(server.published.get(0).sequence()).matches("[0-9a-f]{32}");
    }

    @Test
    void aFileThatArrivedIsNotSentAgain() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));
        Message completed = message(NotificationEvent.COMPLETED, "done");
        Instant earlier = Instant.now();
        send("", completed);

        notifier("").send(completed, completed, earlier);

        assertThat(server.published).hasSize(1);
    }

    @Test
    void aTryOfWhichTheTopicHasNothingIsMadeAgain() throws Exception {
        Message failed = message(NotificationEvent.FAILED, "why");
        send("", message(NotificationEvent.STARTED, "the same title, another notice"));

        notifier("").send(failed, failed, Instant.now());

        assertThat(server.published).hasSize(2);
    }

    @Test
    void aTopicThatCannotBeReadIsRatherToldTwice() throws Exception {
        Message failed = message(NotificationEvent.FAILED, "why");
        send("", failed);
        server.readable = false;

        notifier("").send(failed, failed, Instant.now());

        assertThat(server.published).hasSize(2);
    }

    @Test
    void aServerThatWantsToBeLeftAloneSaysForHowLong() throws Exception {
        server.answer = 429;
        server.retryAfter = "30";

        assertThatThrownBy(() -> send("", message(NotificationEvent.FAILED, "")))
                .asInstanceOf(type(NotDelivered.class))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30)));
    }

    @Test
    void aServerThatIsDownIsNoDefect() throws Exception {
        NtfyNotifier notifier = notifier("");
        server.close();

        assertThatThrownBy(() -> notifier.send(
                        message(NotificationEvent.FAILED, ""), message(NotificationEvent.FAILED, ""), null))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("cannot be reached");
    }
}
