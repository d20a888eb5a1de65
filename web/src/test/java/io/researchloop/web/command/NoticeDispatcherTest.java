package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpServer;
import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.notification.NoticeActivitiesImpl;
import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeDelivery;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.TaskQueues;
import io.researchloop.workflows.notification.NotificationWorkflowImpl;
import io.temporal.testing.TestEnvironmentOptions;
import io.temporal.testing.TestWorkflowEnvironment;
import io.temporal.worker.Worker;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From the committed event to the channel, on a real server, a real store and an engine that comes and goes. */
class NoticeDispatcherTest {
    private final List<String> titles = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private HttpServer ntfy;
    private TestServer server;
    private TestWorkflowEnvironment engine;
    private NoticeLog log;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        ntfy = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        ntfy.createContext("/", exchange -> {
            try (exchange) {
                String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(answer, -1);
                if (answer == 200) {
                    titles.add(JsonParser.parseString(body)
                            .getAsJsonObject()
                            .get("title")
                            .getAsString());
                }
            }
        });
        ntfy.start();
        server = TestServer.start(
                folder,
                "[ntfy]\nurl = \"http://127.0.0.1:" + ntfy.getAddress().getPort()
                        + "\"\ntopic = \"sprints\"\n[notifications]\nevents = [\"completed\", \"cluster_paused\","
                        + " \"cluster_back\"]\n",
                Map.of());
        log = server.bean(NoticeLog.class);
        engineComesUp();
    }

    @AfterEach
    void stop() {
        server.close();
        engine.close();
        ntfy.stop(0);
    }

    private void engineComesUp() {
        // Time runs as it does: with time skipping an idle engine would hurry through all retries.
        engine = TestWorkflowEnvironment.newInstance(
                TestEnvironmentOptions.newBuilder().setUseTimeskipping(false).build());
        Worker worker = engine.newWorker(TaskQueues.CONTROL);
        worker.registerWorkflowImplementationTypes(NotificationWorkflowImpl.class);
        worker.registerActivitiesImplementations(server.bean(NoticeActivitiesImpl.class));
        engine.start();
        server.engine(engine.getWorkflowClient());
        server.bean(NoticeDispatcher.class).wake();
    }

    private static Notice notice(String id, NotificationEvent event) {
        return new Notice(id, event, NoticeSubject.study("grokking"), "grokking", "It is " + id, "");
    }

    @Test
    void anEventIsToldOnceHoweverOftenItIsRaised() {
        Notices notices = server.bean(Notices.class);

        notices.raise(notice("e-1", NotificationEvent.COMPLETED));
        notices.raise(notice("e-1", NotificationEvent.COMPLETED));
        notices.raise(notice("e-2", NotificationEvent.FAILED));
        notices.raise(notice("e-3", NotificationEvent.COMPLETED));
        await(() -> titles.size() == 2);

        assertThat(titles).containsExactlyInAnyOrder("It is e-1", "It is e-3");
        await(() -> log.recent(9).stream().allMatch(d -> d.state() == NoticeDelivery.State.DELIVERED));
        assertThat(log.recent(9)).hasSize(2);
    }

    @Test
    void aChannelThatIsDownIsShownAndGetsItOnceWhenItIsBack() {
        answer = 503;
        server.bean(Notices.class).raise(notice("e-1", NotificationEvent.COMPLETED));
        await(() -> log.inTrouble(9).stream().anyMatch(d -> d.tries() >= 2));
        assertThat(log.inTrouble(9).get(0).error()).contains("answered 503");

        answer = 200;
        await(() -> log.inTrouble(9).isEmpty());

        assertThat(titles).containsExactly("It is e-1");
    }

    @Test
    void anEngineThatLostItsMemoryTellsWhatWasNotToldAndNothingElse() {
        server.bean(Notices.class).raise(notice("told", NotificationEvent.COMPLETED));
        await(() -> log.delivery("told", "ntfy").orElseThrow().state() == NoticeDelivery.State.DELIVERED);
        answer = 503;
        server.bean(Notices.class).raise(notice("untold", NotificationEvent.COMPLETED));
        await(() -> !log.inTrouble(9).isEmpty());
        server.engine(null);
        engine.close();

        answer = 200;
        log.forgetWorkflows();
        engineComesUp();
        await(() -> log.inTrouble(9).isEmpty());

        assertThat(titles).containsExactly("It is told", "It is untold");
    }

    @Test
    void whatIsRaisedWhileThereIsNoEngineIsToldLater() {
        server.engine(null);
        server.bean(Notices.class).raise(notice("e-1", NotificationEvent.COMPLETED));
        assertThat(log.notStarted(9)).hasSize(1);

        server.engine(engine.getWorkflowClient());
        server.bean(NoticeDispatcher.class).wake();
        await(() -> !titles.isEmpty());

        assertThat(titles).containsExactly("It is e-1");
    }

    @Test
    void aClusterThatPausesAndComesBackIsToldOfBothOnce() {
        ClusterStates clusters = server.bean(ClusterStates.class);
        NoticeDispatcher dispatcher = server.bean(NoticeDispatcher.class);
        Instant at = Instant.parse("2026-01-31T12:00:00Z");

        clusters.failed("here", "no route to host");
        clusters.paused("here", at);
        clusters.failed("here", "no route to host");
        clusters.paused("here", at.plusSeconds(60));
        dispatcher.wake();
        await(() -> titles.size() == 1);
        clusters.polled("here", at.plusSeconds(120));
        dispatcher.wake();
        await(() -> titles.size() == 2);
        clusters.polled("here", at.plusSeconds(180));
        dispatcher.wake();
        await(() -> log.recent(9).stream().allMatch(d -> d.state() == NoticeDelivery.State.DELIVERED));

        assertThat(titles)
                .containsExactly("Cluster here does not answer since 31 Jan 12:00 UTC", "Cluster here answers again");
    }

    @Test
    void testsGoTheSameWayWhateverTheRulesSay() {
        String id = server.bean(Notices.class).test("ntfy");
        await(() -> log.delivery(id, "ntfy").orElseThrow().state() == NoticeDelivery.State.DELIVERED);

        assertThat(titles).containsExactly("ResearchLoop: a test");
    }

    private static void await(BooleanSupplier condition) {
        Instant deadline = Instant.now().plus(Duration.ofSeconds(20));
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("in time").isBefore(deadline);
            try {
                Thread.sleep(20);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
