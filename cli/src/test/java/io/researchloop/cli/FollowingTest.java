package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sprint watch}, {@code sprint run --watch} and {@code sprint logs}. */
class FollowingTest {
    private static final String PATH = "/api/sprints/sp-1";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run() {
        return new Run(folder).at(server);
    }

    private static String sprint(String status, String phase) {
        return "{\"id\":\"sp-1\",\"study_name\":\"s\",\"status\":\"" + status + "\",\"phase\":\"" + phase
                + "\",\"cost_usd\":0.25,\"created_at\":\"2026-11-23T11:59:00Z\","
                + "\"started_at\":\"2026-11-23T11:59:30Z\",\"summary\":\"All well.\","
                + "\"steps\":[{\"name\":\"research\",\"status\":\"done\",\"attempt\":1,"
                + "\"started_at\":\"2026-11-23T11:59:30Z\",\"ended_at\":\"2026-11-23T11:59:50Z\",\"cost_usd\":0.2}]}";
    }

    private static String event(int id, String name, String data) {
        return "id: " + id + "\nevent: " + name + "\ndata: " + data + "\n\n";
    }

    @Test
    void aPipeGetsOneLineAChange() {
        server.on("GET " + PATH, FakeServer.json(200, "{\"sprint\":" + sprint("completed", "summarize") + "}"))
                .on(
                        "GET " + PATH + "/events",
                        FakeServer.events(
                                ": hello\n\n",
                                event(1, "sprint", sprint("running", "research")),
                                event(2, "sprint", sprint("running", "research")),
                                event(3, "log", "{\"text\":\"noise\"}"),
                                event(4, "sprint", sprint("running", "red_team_1")),
                                event(5, "sprint", sprint("completed", "summarize")),
                                event(6, "end", "{}")));

        var run = run().go("sprint", "watch", "sp-1");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "2026-11-23T12:00:00Z  running  research  $0.25",
                        "2026-11-23T12:00:00Z  running  red_team_1  $0.25",
                        "2026-11-23T12:00:00Z  completed  summarize  $0.25",
                        "Sprint sp-1 completed.",
                        "",
                        "All well.");
    }

    @Test
    void aTerminalGetsABarWithStepTimeAndCost() {
        server.on("GET " + PATH, "{\"sprint\":" + sprint("completed", "summarize") + "}")
                .on(
                        "GET " + PATH + "/events",
                        FakeServer.events(event(1, "sprint", sprint("running", "report")), event(2, "end", "{}")));

        var run = run().onTerminal().go("sprint", "watch", "sp-1");

        assertThat(run.out())
                .contains("\r\u001b[K✓ research  20s  $0.20\n")
                .contains("\r\u001b[K" + "█".repeat(19) + "░".repeat(5) + "  running  report  30s  $0.25")
                .contains("\r\u001b[KSprint sp-1 completed.");
    }

    @Test
    void aBrokenStreamIsResumedWhereItBrokeOff() {
        server.on("GET " + PATH, "{\"sprint\":" + sprint("running", "report") + "}")
                .on(
                        "GET " + PATH + "/events",
                        FakeServer.events(event(41, "sprint", sprint("running", "report"))),
                        FakeServer.events(event(42, "log", "{\"text\":\"again\"}"), event(43, "end", "{}")));

        var run = run().go("sprint", "logs", "-f", "sp-1");

        assertThat(run.out()).isEqualTo("again\n");
        assertThat(server.last("GET " + PATH + "/events").header("Last-Event-ID"))
                .contains("41");
    }

    @Test
    void withoutAStreamTheSprintIsAskedForUntilItEnds() {
        server.on("GET " + PATH + "/events", FakeServer.json(404, "{\"detail\":\"Not Found\"}"))
                .on(
                        "GET " + PATH,
                        FakeServer.json(200, "{\"sprint\":" + sprint("running", "research") + "}"),
                        FakeServer.json(200, "{\"sprint\":" + sprint("running", "research") + "}"),
                        FakeServer.json(200, "{\"sprint\":" + sprint("failed", "research") + "}"));

        var run = run().go("sprint", "watch", "sp-1", "--json");

        assertThat(run.exit()).isOne();
        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\"sp-1\""));
    }

    @Test
    void aServerThatIsGoneForAMomentIsWaitedFor() {
        server.on("GET " + PATH, "{\"sprint\":" + sprint("completed", "summarize") + "}")
                .on(
                        "GET " + PATH + "/events",
                        FakeServer.cut(),
                        FakeServer.cut(),
                        FakeServer.events(event(1, "sprint", sprint("completed", "summarize")), event(2, "end", "{}")));

        var run = run().go("sprint", "watch", "sp-1");

        assertThat(run.exit()).isZero();
        assertThat(run.err()).containsOnlyOnce("The connection is lost; trying again.");
    }

    @Test
    void aServerThatStaysAwayIsGivenUp() {
        server.on("GET " + PATH, "{\"sprint\":" + sprint("running", "research") + "}")
                .on("GET " + PATH + "/events", FakeServer.cut());

        var run = new Run(folder).at(server).patience(Duration.ofMillis(200)).go("sprint", "watch", "sp-1");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("The connection is lost").contains("Cannot reach the server");
    }

    @Test
    void runCanWatchItsNewSprint() {
        server.on(
                        "POST /api/sprints",
                        FakeServer.json(201, "{\"sprint_id\":\"sp-1\",\"study_name\":\"s\",\"status\":\"pending\"}"))
                .on("GET " + PATH, "{\"sprint\":" + sprint("cancelled", "research") + "}")
                .on("GET " + PATH + "/events", FakeServer.events(event(1, "end", "{}")));

        var run = run().go("sprint", "run", "idea", "-s", "s", "--watch");

        assertThat(run.exit()).isOne();
        assertThat(run.out()).contains("Sprint sp-1 in study s.").contains("Sprint sp-1 cancelled.");
    }

    @Test
    void logsPrintWhatThereIsAndStop() {
        server.on("GET " + PATH, "{\"sprint\":" + sprint("running", "research") + "}")
                .on("GET " + PATH + "/events", exchange -> {
                    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
                    exchange.sendResponseHeaders(200, 0);
                    exchange.getResponseBody()
                            .write(event(1, "log", "{\"text\":\"one\\n\\u001b[2Jtwo\"}")
                                    .getBytes(UTF_8));
                    exchange.getResponseBody().flush();
                    sleepUntilInterrupted();
                });

        var begin = Instant.now();
        var run = run().go("sprint", "logs", "sp-1");

        assertThat(Duration.between(begin, Instant.now())).isLessThan(Duration.ofSeconds(8));
        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("one\n␛[2Jtwo\n");
    }

    private static void sleepUntilInterrupted() {
        try {
            Thread.sleep(60_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
