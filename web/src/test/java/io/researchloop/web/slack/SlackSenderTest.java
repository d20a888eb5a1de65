package io.researchloop.web.slack;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.notification.SlackReplies;
import io.researchloop.activities.store.SlackInbox;
import io.researchloop.activities.store.SlackOutbox;
import io.researchloop.activities.store.SlackReply;
import io.researchloop.activities.store.Store;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.activities.store.StoreSettings;
import io.researchloop.mockslack.SlackPost;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The outbox over hours, by a clock that we set. */
class SlackSenderTest {
    @RegisterExtension
    static final SlackStage stage = SlackStage.perClass();

    private final SetClock clock = new SetClock();
    private Store store;
    private SlackSender sender;

    @BeforeEach
    void start(@TempDir Path folder) {
        store = Store.open(new StoreSettings(folder.resolve("test.db")), clock, Stream::<StoreListener>empty);
        sender = new SlackSender(store.slackOutbox(), stage.server().bean(SlackReplies.class), clock);
    }

    @AfterEach
    void stop() {
        stage.slack.down(false);
        store.close();
    }

    private static final class SetClock extends Clock {
        private Instant now = Instant.parse("2026-03-01T12:00:00Z");

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    @Test
    void aSlackThatIsDownForAnHourGetsEachAnswerOnceAndIsNotKnockedAtAllTheTime() throws Exception {
        String thread = stage.slack.said("C1", null, "asked before the hour");
        answers(thread, 3);
        stage.slack.forget();
        stage.slack.down(true);

        pass(Duration.ofHours(1));
        assertThat(stage.inThread(thread)).isEmpty();
        // Six tries in the first minute and one in each other; the client itself may knock twice.
        assertThat(stage.slack.knocks()).isBetween(3 * 60, 2 * 3 * 70);
        stage.slack.down(false);
        pass(Duration.ofMinutes(2));

        assertThat(stage.inThread(thread))
                .extracting(SlackPost::text)
                .containsExactlyInAnyOrder("answer 0", "answer 1", "answer 2");
        assertThat(store.slackOutbox().next()).isEmpty();
    }

    /** The server died between Slack's word and its own note of it: another one finds the answer begun. */
    @Test
    void anAnswerThatArrivedIsNotGivenAgain() throws Exception {
        String thread = stage.slack.said("C1", null, "asked before the crash");
        answers(thread, 2);
        SlackOutbox.Item first = store.slackOutbox().due(9).get(0);
        store.slackOutbox().begin(first.seq());
        stage.server().bean(SlackReplies.class).send(first.reply(), null);

        pass(Duration.ofMinutes(1));

        assertThat(stage.inThread(thread))
                .extracting(SlackPost::text)
                .containsExactlyInAnyOrder("answer 0", "answer 1");
    }

    @Test
    void anAnswerThatWasBegunAndDidNotArriveIsGiven() throws Exception {
        String thread = stage.slack.said("C1", null, "asked before another crash");
        stage.slack.said("C1", thread, "answer 0");
        answers(thread, 1);
        store.slackOutbox().begin(store.slackOutbox().due(9).get(0).seq());

        pass(Duration.ofMinutes(1));

        assertThat(stage.inThread(thread)).extracting(SlackPost::text).containsExactly("answer 0");
    }

    @Test
    void afterADayAnAnswerIsNoNewsAnyMore() throws Exception {
        String thread = stage.slack.said("C1", null, "asked before the weekend");
        answers(thread, 1);
        stage.slack.down(true);

        pass(Duration.ofHours(25));
        stage.slack.down(false);
        pass(Duration.ofHours(1));

        assertThat(stage.inThread(thread)).isEmpty();
        assertThat(store.slackOutbox().next()).isEmpty();
    }

    @Test
    void aBurstIsSaidAtThePaceThatSlackAllowsAndNothingOfItTwice() {
        stage.slack.burst(4);

        List<String> threads = Stream.generate(() -> stage.mention("U1", "C1", "auth status"))
                .limit(9)
                .map(event -> {
                    stage.send(event);
                    return event.getAsJsonObject("event").get("ts").getAsString();
                })
                .toList();

        for (String thread : threads) {
            SlackStage.await(
                    "an answer in " + thread, () -> !stage.inThread(thread).isEmpty());
        }
        stage.slack.burst(Integer.MAX_VALUE);
        stage.settle();
        assertThat(threads)
                .allSatisfy(thread -> assertThat(stage.inThread(thread)).hasSize(1));
    }

    private void answers(String thread, int number) {
        store.slack().add("asked", SlackInbox.Kind.EVENT, "{}");
        List<SlackReply> replies = Stream.iterate(0, i -> i + 1)
                .limit(number)
                .map(i -> SlackReply.inThread("C1", thread, "answer " + i, null))
                .toList();
        store.slack().done(store.slack().undone(1).get(0), replies);
    }

    private void pass(Duration time) throws InterruptedException {
        Instant end = clock.now.plus(time);
        while (clock.now.isBefore(end)) {
            Duration rest = sender.round();
            clock.now = clock.now.plus(rest.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : rest);
        }
    }
}
