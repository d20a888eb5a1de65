package io.researchloop.activities.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.store.NoticeAction;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.activities.store.NoticeThread;
import io.researchloop.activities.store.Store;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.activities.store.StoreSettings;
import io.researchloop.mockslack.MockSlack;
import io.researchloop.mockslack.SlackCall;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SlackNotifierTest {
    private static final NoticeSubject SPRINT = NoticeSubject.sprint("sp-1");

    private MockSlack slack;
    private Store store;
    private Path folder;
    private SlackNotifier notifier;
    private Optional<Path> report = Optional.empty();

    @BeforeEach
    void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        slack = new MockSlack();
        store = store("test.db");
        notifier = notifier(MockSlack.TOKEN);
    }

    private Store store(String file) {
        return Store.open(new StoreSettings(folder.resolve(file)), Clock.systemUTC(), Stream::<StoreListener>empty);
    }

    private SlackNotifier notifier(String token) throws IOException {
        Path file = Files.writeString(
                folder.resolve("researchloop.toml"),
                "[slack]\nbot_token = \"" + token + "\"\nchannel_id = \"C1\"\napi_url = \"" + slack.url() + "\"\n");
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), Map.of(), folder, folder);
        return new SlackNotifier(configuration, new SlackCalls(configuration), store.notices(), sprint -> report);
    }

    @AfterEach
    void stop() {
        store.close();
        slack.close();
    }

    private static Message message(NotificationEvent event, NoticeSubject subject, NoticeAction... actions) {
        return new Message(
                subject.id() + ":" + event,
                event,
                subject,
                "Title of " + event,
                "Text of " + event,
                List.of(new Message.Fact("Cost", "$1.20")),
                "https://rl.example.org/dashboard/sprints/sp-1",
                List.of(actions));
    }

    private void send(Message message) {
        notifier.send(message, message, null);
    }

    @ParameterizedTest
    @EnumSource(NotificationEvent.class)
    void tellsEveryKindOfEvent(NotificationEvent event) {
        send(message(event, NoticeSubject.study("grokking")));

        SlackCall call = slack.last("chat.postMessage");
        assertThat(call.get("channel")).isEqualTo("C1");
        assertThat(call.get("text")).contains("Title of " + event);
        assertThat(call.get("blocks")).contains("Text of " + event, "Cost: $1.20", "\"action_id\":\"open\"");
    }

    @Test
    void aSprintHasOneThreadWhoseFirstMessageIsUpdated() {
        send(message(
                NotificationEvent.STARTED, SPRINT, new NoticeAction(NoticeAction.CANCEL_SPRINT, "Cancel", "sp-1")));
        send(message(
                NotificationEvent.COMPLETED,
                SPRINT,
                new NoticeAction(NoticeAction.RESUBMIT_SPRINT, "Resubmit", "sp-1")));

        assertThat(slack.methods()).containsExactly("chat.postMessage", "chat.update", "chat.postMessage");
        SlackCall first = slack.calls().get(0);
        SlackCall update = slack.calls().get(1);
        SlackCall reply = slack.calls().get(2);
        NoticeThread thread = store.notices().thread(SPRINT, "slack").orElseThrow();
        assertThat(first.get("blocks")).contains("\"action_id\":\"sprint:cancel\"", "\"value\":\"sp-1\"", "confirm");
        assertThat(update.get("ts")).isEqualTo(thread.messageId());
        assertThat(update.get("blocks")).contains("sprint:resubmit").doesNotContain("sprint:cancel");
        assertThat(reply.get("thread_ts")).isEqualTo(thread.messageId());
        assertThat(reply.get("blocks")).contains("Text of COMPLETED").doesNotContain("sprint:resubmit");
    }

    @Test
    void whatComesLateDoesNotTurnTheFirstMessageBack() {
        Message started = message(NotificationEvent.STARTED, SPRINT);
        Message completed = message(NotificationEvent.COMPLETED, SPRINT);

        notifier.send(completed, completed, null);
        notifier.send(started, completed, null);

        assertThat(slack.last("chat.update").get("text")).contains("COMPLETED");
    }

    @Test
    void anIdeaIsApprovedOrRejectedFromItsMessage() {
        send(message(
                NotificationEvent.LOOP_NEEDS_APPROVAL,
                NoticeSubject.loop("loop-1"),
                new NoticeAction(NoticeAction.APPROVE_IDEA, "Approve", "loop-1"),
                new NoticeAction(NoticeAction.REJECT_IDEA, "Reject", "loop-1")));

        assertThat(slack.last("chat.postMessage").get("blocks"))
                .contains("\"action_id\":\"idea:approve\"", "\"action_id\":\"idea:reject\"", "\"value\":\"loop-1\"");
    }

    @Test
    void theReportIsPutIntoTheThread() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));
        send(message(NotificationEvent.STARTED, SPRINT));

        send(message(NotificationEvent.COMPLETED, SPRINT));

        assertThat(slack.methods())
                .containsExactly(
                        "chat.postMessage",
                        "chat.update",
                        "files.getUploadURLExternal",
                        "upload",
                        "files.completeUploadExternal");
        SlackCall complete = slack.last("files.completeUploadExternal");
        assertThat(complete.get("thread_ts")).isEqualTo(slack.calls().get(1).get("ts"));
        assertThat(complete.get("initial_comment")).contains("Text of COMPLETED");
    }

    @Test
    void aSlackThatTakesNoFilesGetsTheWords() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));
        slack.takeScope("files:write");
        send(message(NotificationEvent.STARTED, SPRINT));

        send(message(NotificationEvent.COMPLETED, SPRINT));

        assertThat(slack.last("chat.postMessage").get("blocks")).contains("Text of COMPLETED");
    }

    @Test
    void aDeletedFirstMessageIsWrittenAnew() {
        send(message(NotificationEvent.STARTED, SPRINT));
        String old = store.notices().thread(SPRINT, "slack").orElseThrow().messageId();
        slack.refuse("chat.update", "message_not_found");

        send(message(NotificationEvent.COMPLETED, SPRINT));

        assertThat(slack.methods()).containsExactly("chat.postMessage", "chat.postMessage");
        assertThat(store.notices().thread(SPRINT, "slack").orElseThrow().messageId())
                .isNotEqualTo(old);
    }

    @Test
    void whatPeopleWriteMentionsNobody() {
        Message hostile = new Message(
                "grokking:failed",
                NotificationEvent.FAILED,
                NoticeSubject.study("grokking"),
                "<!channel> & <@U1>",
                "<!here> read this",
                List.of(),
                null,
                List.of());

        send(hostile);

        SlackCall call = slack.last("chat.postMessage");
        assertThat(call.get("text")).contains("&lt;!channel&gt; &amp; &lt;@U1&gt;");
        assertThat(call.get("blocks"))
                .contains("\"type\":\"plain_text\",\"text\":\"\\u003c!here\\u003e read this\"")
                .doesNotContain("\\u003c!channel", "<!channel");
    }

    /** The server died between Slack's answer and its own note of it. */
    @Test
    void aReplyThatArrivedIsNotSaidAgain() {
        send(message(NotificationEvent.STARTED, SPRINT));
        Message failed = message(NotificationEvent.FAILED, SPRINT);
        Instant earlier = Instant.now().plusSeconds(1);
        send(failed);

        notifier.send(failed, failed, earlier);

        assertThat(slack.posts()).hasSize(2);
    }

    @Test
    void aThreadThatWasBegunIsFoundAgain() throws Exception {
        report = Optional.of(Files.write(folder.resolve("report.pdf"), new byte[2000]));
        Message completed = message(NotificationEvent.COMPLETED, SPRINT);
        Instant earlier = Instant.now();
        slack.refuse("files.getUploadURLExternal", "internal_error");
        send(completed);
        store.close();
        store = store("that-knows-no-thread.db");
        notifier = notifier(MockSlack.TOKEN);
        slack.refuse("files.getUploadURLExternal", null);

        notifier.send(completed, completed, earlier);
        notifier.send(completed, completed, earlier);

        assertThat(slack.posts()).hasSize(1);
        assertThat(slack.files()).singleElement().satisfies(file -> assertThat(file.thread())
                .isEqualTo(slack.posts().get(0).ts()));
    }

    @Test
    void aMessageOfItsOwnThatArrivedIsNotSaidAgain() {
        Message paused = message(NotificationEvent.CLUSTER_PAUSED, NoticeSubject.cluster("gpu"));
        send(paused);

        notifier.send(paused, paused, Instant.now());

        assertThat(slack.posts()).hasSize(1);
    }

    @Test
    void whatWasBegunAndDidNotArriveIsSaid() {
        send(message(NotificationEvent.STARTED, SPRINT));
        Message failed = message(NotificationEvent.FAILED, SPRINT);

        notifier.send(failed, failed, Instant.now().plusSeconds(1));

        assertThat(slack.posts()).hasSize(2);
    }

    @Test
    void aChannelThatCannotBeReadIsRatherToldTwice() {
        slack.takeScope("channels:history");
        Message paused = message(NotificationEvent.CLUSTER_PAUSED, NoticeSubject.cluster("gpu"));
        send(paused);

        notifier.send(paused, paused, Instant.now());

        assertThat(slack.posts()).hasSize(2);
    }

    @Test
    void aSlackThatWantsToBeLeftAloneIsLeftAlone() {
        slack.status(429, "30");
        Message message = message(NotificationEvent.FAILED, SPRINT);
        assertThatThrownBy(() -> send(message))
                .asInstanceOf(type(NotDelivered.class))
                .satisfies(failure -> assertThat(failure.retryAfter()).isEqualTo(Duration.ofSeconds(30)));

        slack.status(200, null);
        assertThatThrownBy(() -> send(message))
                .asInstanceOf(type(NotDelivered.class))
                .satisfies(failure ->
                        assertThat(failure.retryAfter()).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30)));
        assertThat(slack.calls()).isEmpty();
    }

    @Test
    void refusalsAreInWordsAndWithoutTheToken() throws Exception {
        notifier = notifier("xoxb-wrong");
        assertThatThrownBy(() -> send(message(NotificationEvent.FAILED, SPRINT)))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("invalid_auth: mend bot_token")
                .hasMessageNotContaining("xoxb");

        notifier = notifier(MockSlack.TOKEN);
        slack.refuse("chat.postMessage", "not_in_channel");
        assertThatThrownBy(() -> send(message(NotificationEvent.FAILED, SPRINT)))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("invite the app to the channel C1");

        slack.status(500, null);
        assertThatThrownBy(() -> send(message(NotificationEvent.FAILED, SPRINT)))
                .isInstanceOf(NotDelivered.class)
                .hasMessageContaining("answered 500");
    }
}
