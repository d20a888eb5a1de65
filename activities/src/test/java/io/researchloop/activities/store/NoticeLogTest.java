package io.researchloop.activities.store;

import static io.researchloop.activities.store.StoreFixture.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.NotificationEvent;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NoticeLogTest {
    private Path folder;
    private Store store;
    private NoticeLog log;

    @BeforeEach
    void open(@TempDir Path temporary) {
        folder = temporary;
        open(Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private void open(Clock clock) {
        store = StoreFixture.open(folder, clock);
        log = store.notices();
    }

    @AfterEach
    void close() {
        store.close();
    }

    private static AddressedNotice notice(String id, String... channels) {
        return new AddressedNotice(
                new Notice(
                        id,
                        NotificationEvent.LOOP_NEEDS_APPROVAL,
                        NoticeSubject.loop("loop-1"),
                        "demo",
                        "A loop has an idea: " + id,
                        "Is it a good one?",
                        List.of(new NoticeAction(NoticeAction.APPROVE_IDEA, "Approve", "loop-1"))),
                List.of(channels));
    }

    @Test
    void anEventIsRaisedOnceAndKeptAsItWas() {
        assertThat(log.raise(notice("e-1", "slack", "ntfy"))).isTrue();
        assertThat(log.raise(notice("e-1", "slack", "pigeon"))).isFalse();

        assertThat(log.notStarted(9))
                .containsExactlyInAnyOrder(new NoticeLog.Address("e-1", "ntfy"), new NoticeLog.Address("e-1", "slack"));
        assertThat(log.find("e-1")).contains(notice("e-1").notice());
    }

    @Test
    void whoeverListensHearsOfACommitAndOfNoRepeat() {
        AtomicInteger heard = new AtomicInteger();
        log.onRaised(heard::incrementAndGet);

        log.raise(notice("e-1", "slack"));
        log.raise(notice("e-1", "slack"));
        // The bell rings after the caller's answer: a later commit shows that it has rung.
        store.settings().put("a", "b");

        assertThat(heard).hasValue(1);
    }

    @Test
    void whatIsDeliveredStaysSoAndWhatFailsIsShown() {
        log.raise(notice("e-1", "slack", "ntfy"));

        log.notDelivered("e-1", "ntfy", "HTTP 500");
        assertThat(log.inTrouble(9)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(NoticeDelivery.State.PENDING);
            assertThat(delivery.error()).isEqualTo("HTTP 500");
            assertThat(delivery.tries()).isEqualTo(1);
        });
        log.delivered("e-1", "ntfy");
        log.notDelivered("e-1", "ntfy", "late");
        log.givenUp("e-1", "ntfy", "late");

        assertThat(log.inTrouble(9)).isEmpty();
        assertThat(log.delivery("e-1", "ntfy")).hasValueSatisfying(delivery -> {
            assertThat(delivery.state()).isEqualTo(NoticeDelivery.State.DELIVERED);
            assertThat(delivery.deliveredAt()).isEqualTo(NOW);
            assertThat(delivery.error()).isNull();
        });
    }

    @Test
    void whatWasBegunStaysSoForWhoeverTriesAgain() {
        log.raise(notice("e-1", "slack", "ntfy"));
        assertThat(log.begin("e-1", "ntfy")).isEmpty();
        store.close();

        open(Clock.fixed(NOW.plusSeconds(60), ZoneOffset.UTC));

        assertThat(log.begin("e-1", "ntfy")).contains(NOW);
        assertThat(log.begin("e-1", "slack")).isEmpty();
    }

    @Test
    void theLastErrorStaysWhenItIsGivenUp() {
        log.raise(notice("e-1", "slack"));
        log.notDelivered("e-1", "slack", "HTTP 500");

        log.givenUp("e-1", "slack", "It took too long.");

        assertThat(log.inTrouble(9)).singleElement().satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(NoticeDelivery.State.FAILED);
            assertThat(delivery.error()).isEqualTo("HTTP 500");
        });
    }

    @Test
    void anEngineThatForgotGetsAgainWhatIsPendingAndStillNews() {
        log.raise(notice("e-old", "slack"));
        log.markStarted("e-old", "slack");
        store.close();
        open(Clock.fixed(NOW.plus(Duration.ofDays(8)), ZoneOffset.UTC));
        log.raise(notice("e-1", "slack", "ntfy"));
        log.markStarted("e-1", "slack");
        log.markStarted("e-1", "ntfy");
        log.delivered("e-1", "ntfy");
        assertThat(log.notStarted(9)).isEmpty();

        assertThat(log.forgetWorkflows()).isEqualTo(1);

        assertThat(log.notStarted(9)).containsExactly(new NoticeLog.Address("e-1", "slack"));
        assertThat(log.delivery("e-old", "slack").orElseThrow().state()).isEqualTo(NoticeDelivery.State.FAILED);
    }

    @Test
    void theNewestNoticeSaysHowASubjectStands() {
        assertThat(log.newest(NoticeSubject.loop("loop-1"))).isEmpty();
        log.raise(notice("e-1"));
        log.raise(notice("e-2"));

        assertThat(log.newest(NoticeSubject.loop("loop-1")))
                .contains(notice("e-2").notice());
        assertThat(log.newest(NoticeSubject.sprint("loop-1"))).isEmpty();
    }

    @Test
    void aThreadIsKeptForEachChannel() {
        log.keepThread(NoticeSubject.loop("loop-1"), "slack", new NoticeThread("C1", "17.1"));

        assertThat(log.thread(NoticeSubject.loop("loop-1"), "slack")).contains(new NoticeThread("C1", "17.1"));
        assertThat(log.thread(NoticeSubject.loop("loop-1"), "ntfy")).isEmpty();
    }

    @Test
    void whatTheFirstVersionHadToTellIsTakenOver() throws SQLException {
        Path file = folder.resolve("old.db");
        Flyway.configure()
                .dataSource("jdbc:sqlite:" + file, null, null)
                .locations("classpath:db/migration")
                .target("1")
                .load()
                .migrate();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("insert into sprint (id, study_name, cluster, idea_preview, status, directory,"
                    + " created_at, agent, max_run_seconds, max_attempts, grace_seconds) values ('sp-1', 'demo',"
                    + " 'here', 'idea', 'failed', '/d', '2026-01-31T12:00:00.000Z', 'scripted', 1, 1, 1)");
            statement.executeUpdate("insert into notification values"
                    + " ('sp-1', 'failed', 'ntfy', '2026-01-31T12:00:00.000Z', null, 'HTTP 500', 3),"
                    + " ('sp-1', 'failed', 'slack', '2026-01-31T12:00:00.000Z', '2026-01-31T12:00:01.000Z', null, 1)");
        }

        try (Store old =
                Store.open(new StoreSettings(file), Clock.systemUTC(), () -> List.<StoreListener>of().stream())) {
            assertThat(old.notices().notStarted(9)).containsExactly(new NoticeLog.Address("sp-1:failed", "ntfy"));
            assertThat(old.notices().find("sp-1:failed")).hasValueSatisfying(notice -> {
                assertThat(notice.title()).isEqualTo("Sprint failed: demo sp-1");
                assertThat(notice.study()).isEqualTo("demo");
            });
            assertThat(old.notices()
                            .delivery("sp-1:failed", "slack")
                            .orElseThrow()
                            .state())
                    .isEqualTo(NoticeDelivery.State.DELIVERED);
        }
    }
}
