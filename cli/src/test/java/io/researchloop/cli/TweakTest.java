package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TweakTest {
    private static final String CREATED =
            "{\"tweak_id\":\"tw-0000beef\",\"sprint_id\":\"sp-0000000a\",\"status\":\"pending\"}";
    private static final String POST = "POST /api/sprints/sp-0000000a/tweak";
    private static final String GET = "GET /api/tweaks/tw-0000beef";

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

    private Run run(String... args) {
        return new Run(folder).at(server).go(args);
    }

    private static FakeServer.Answer tweak(String status, String more) {
        return FakeServer.json(
                200,
                "{\"tweak\":{\"id\":\"tw-0000beef\",\"sprint_id\":\"sp-0000000a\",\"status\":\"" + status + "\"" + more
                        + "}}");
    }

    @Test
    void asksForATweakWithItsTimeAndResources() {
        server.on(POST, FakeServer.json(201, CREATED));

        var run = run(
                "sprint",
                "tweak",
                "sp-0000000a",
                "Redraw figure 2",
                "--time-limit",
                "1h30m",
                "-o",
                "gres=gpu:1",
                "-o",
                "mem=");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("tw-0000beef").contains("sprint cancel tw-0000beef");
        assertThat(server.last(POST).json())
                .hasToString("{\"instruction\":\"Redraw figure 2\",\"time_limit_hours\":1.5,"
                        + "\"job_options\":{\"gres\":\"gpu:1\",\"mem\":\"\"}}");
        assertThat(server.last(POST).header("Idempotency-Key")).isPresent();
    }

    @Test
    void watchesItToItsEndAlsoWhileTheServerIsStartedAnew() {
        server.on(POST, FakeServer.json(201, CREATED));
        server.on(
                GET,
                tweak("queued", ""),
                FakeServer.cut(),
                tweak("running", ",\"job_id\":\"4711\""),
                tweak("running", ",\"job_id\":\"4711\""),
                tweak("completed", ",\"cost_usd\":0.25"));

        var run = run("sprint", "tweak", "sp-0000000a", "Redraw it", "--watch");

        assertThat(run.exit()).isZero();
        assertThat(run.out().lines())
                .containsExactly(
                        "Tweak tw-0000beef of sprint sp-0000000a is queued.",
                        "Tweak tw-0000beef of sprint sp-0000000a is running, job 4711.",
                        "Tweak tw-0000beef of sprint sp-0000000a is completed.",
                        "It cost $0.25.");
    }

    @Test
    void oneThatFailsSaysWhy() {
        server.on(POST, FakeServer.json(201, CREATED));
        server.on(GET, tweak("failed", ",\"error\":\"The agent did not come to an end.\",\"cost_usd\":0.25"));

        var run = run("sprint", "tweak", "sp-0000000a", "Redraw it", "--watch");

        assertThat(run.exit()).isOne();
        assertThat(run.out()).contains("did not come to an end");
    }

    @Test
    void asJsonEveryStateIsALine() {
        server.on(POST, FakeServer.json(201, CREATED));
        server.on(GET, tweak("running", ""), tweak("completed", ""));

        var run = run("sprint", "tweak", "sp-0000000a", "Redraw it", "--watch", "--json");

        assertThat(run.out().lines()).hasSize(2).allMatch(line -> line.startsWith("{\"id\":\"tw-0000beef\""));
    }

    @Test
    void whyItIsRefusedIsSaid() {
        server.on(POST, FakeServer.json(409, "{\"detail\":\"The sprint is being tweaked by tw-0000aaaa\"}"));

        var run = run("sprint", "tweak", "sp-0000000a", "Redraw it");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("being tweaked by tw-0000aaaa");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0m", "", "90", "h", "-1h", "1d", "1h30"})
    void whatIsNoTimeNeverReachesTheServer(String time) {
        var run = run("sprint", "tweak", "sp-0000000a", "Redraw it", "--time-limit", time);

        assertThat(run.exit()).isEqualTo(2);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void isCancelledByItsOwnId() {
        server.on("POST /api/tweaks/tw-0000beef/cancel", "{\"cancelled\":true}");

        assertThat(run("sprint", "cancel", "tw-0000beef").out()).contains("Tweak tw-0000beef is being cancelled");
    }

    @Test
    void isShownWithItsSprint() {
        server.on(
                "GET /api/sprints/sp-0000000a",
                "{\"sprint\":{\"id\":\"sp-0000000a\",\"status\":\"completed\",\"tweaks\":[{\"id\":\"tw-0000beef\","
                        + "\"status\":\"completed\",\"cost_usd\":0.25,\"report_before\":\"report.v1.md\","
                        + "\"instruction\":\"Redraw it\"}]}}");

        assertThat(run("sprint", "show", "sp-0000000a").out())
                .contains("tw-0000beef  completed  $0.25  report.v1.md   Redraw it");
    }
}
