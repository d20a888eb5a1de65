package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Studies, clusters, tokens and the server's status. */
class PlaceCommandsTest {
    private static final String CLUSTERS =
            "{\"clusters\":[{\"name\":\"here\",\"scheduler_type\":\"local\",\"host\":\"localhost\","
                    + "\"max_concurrent_jobs\":4,\"slots_in_use\":1,\"queued\":2,\"state\":\"reachable\",\"last_error\":null}]}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET /api/clusters", CLUSTERS);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run(String... args) {
        return new Run(folder).at(server).go(args);
    }

    @Test
    void studiesAreListedAndShownByName() {
        server.on(
                "GET /api/studies",
                "{\"studies\":[{\"name\":\"optics\",\"cluster\":\"here\",\"description\":\"Light\","
                        + "\"sprints_dir\":\"/w/optics\"}]}");

        assertThat(run("study", "list").out()).containsPattern("optics\\s+here\\s+Light");
        assertThat(run("study", "show", "optics").out()).contains("/w/optics");
        assertThat(run("study", "show", "optics", "--json")
                        .json()
                        .get("cluster")
                        .getAsString())
                .isEqualTo("here");
        var unknown = run("study", "show", "Optics");
        assertThat(unknown.exit()).isOne();
        assertThat(unknown.err()).contains("no study \"Optics\"").contains("Known: optics.");
    }

    @Test
    void clustersAreListed() {
        assertThat(run("cluster", "list").out())
                .containsPattern("here\\s+local\\s+localhost\\s+1/4\\s+2\\s+reachable\\s+-\\s+-");
        assertThat(run("cluster", "list", "--json").json().has("clusters")).isTrue();
    }

    @Test
    void aPausedClusterSaysSinceWhenAndWhy() throws IOException {
        try (FakeServer away = new FakeServer()
                .on(
                        "GET /api/clusters",
                        "{\"clusters\":[{\"name\":\"hpc\",\"scheduler_type\":\"slurm\",\"host\":\"login\","
                                + "\"max_concurrent_jobs\":4,\"slots_in_use\":1,\"queued\":2,\"state\":\"paused\","
                                + "\"paused_since\":\"2026-11-23T11:48:00Z\",\"last_error\":\"connection refused\"}]}")) {
            assertThat(new Run(folder).at(away).go("cluster", "list").out())
                    .containsPattern("paused\\s+12m 00s ago\\s+connection refused");
        }
    }

    @Test
    void aFailedCheckNamesItsFixAndFailsTheCommand() {
        server.on(
                        "POST /api/clusters/here/check?wait=false",
                        FakeServer.json(
                                202,
                                "{\"ok\":false,\"running\":true,\"steps\":["
                                        + "{\"name\":\"shell\",\"status\":\"ok\",\"detail\":\"bash 5\",\"fix\":\"\"},"
                                        + "{\"name\":\"java\",\"status\":\"running\",\"detail\":\"\",\"fix\":\"\"}]}"))
                .on(
                        "GET /api/clusters/here/check",
                        "{\"ok\":false,\"running\":false,\"steps\":["
                                + "{\"name\":\"shell\",\"status\":\"ok\",\"detail\":\"bash 5\",\"fix\":\"\"},"
                                + "{\"name\":\"java\",\"status\":\"failed\",\"detail\":\"not found\","
                                + "\"fix\":\"Set java in the config.\"},"
                                + "{\"name\":\"callback\",\"status\":\"warning\",\"detail\":\"no answer\",\"fix\":\"\"},"
                                + "{\"name\":\"clock\",\"status\":\"not_tried\",\"detail\":\"\",\"fix\":\"\"}]}");

        var run = run("cluster", "check");

        assertThat(run.exit()).isOne();
        assertThat(run.out().lines().map(line -> line.strip().replaceAll(" {2,}", "  ")))
                .containsExactly(
                        "here",
                        "ok  shell  bash 5",
                        "FAIL  java  not found",
                        "Set java in the config.",
                        "warn  callback  no answer",
                        "-  clock  not tried");
        assertThat(server.last("POST /api/clusters/here/check?wait=false").body())
                .isEqualTo("{\"accept_host_key\":false}");
        var json = JsonParser.parseString(
                        run("cluster", "check", "-n", "here", "--json").out())
                .getAsJsonArray();
        assertThat(json.get(0).getAsJsonObject().get("cluster").getAsString()).isEqualTo("here");
        run("cluster", "check", "-n", "here", "--accept-host-key");
        assertThat(server.last("POST /api/clusters/here/check?wait=false").body())
                .isEqualTo("{\"accept_host_key\":true}");
    }

    @Test
    void aTokenIsShownOnceAndAloneOnStandardOutput() {
        server.on("POST /api/tokens", FakeServer.json(201, "{\"id\":\"7\",\"name\":\"ci\",\"token\":\"rl_abc\"}"));

        var run = run("token", "create", "ci");

        assertThat(run.out()).isEqualTo("rl_abc\n");
        assertThat(run.err()).contains("not shown again").doesNotContain("rl_abc");
        assertThat(server.last("POST /api/tokens").body()).isEqualTo("{\"name\":\"ci\"}");
    }

    @Test
    void tokensAreListedAndRevoked() {
        server.on(
                        "GET /api/tokens",
                        "{\"tokens\":[{\"id\":\"7\",\"name\":\"ci\",\"created_at\":\"2026-11-20T12:00:00Z\","
                                + "\"last_used_at\":null}]}")
                .on("DELETE /api/tokens/7%2F8", FakeServer.json(204, ""));

        assertThat(run("token", "list").out()).containsPattern("7\\s+3 days ago\\s+-\\s+ci");
        assertThat(run("token", "revoke", "7/8").exit()).isZero();
        assertThat(run("token", "revoke", "9").exit()).isOne();
    }

    @Test
    void aChannelIsTriedAndWhatBecameOfItIsListed() {
        server.on(
                        "POST /api/notifications/test",
                        FakeServer.json(202, "{\"notifications\":[{\"id\":\"test:1\",\"channel\":\"ntfy\"}]}"))
                .on(
                        "GET /api/notifications",
                        "{\"notifications\":[{\"id\":\"test:1\",\"channel\":\"ntfy\",\"state\":\"pending\",\"tries\":2,"
                                + "\"title\":\"ResearchLoop: a test\",\"created_at\":\"2026-11-20T12:00:00Z\","
                                + "\"error\":\"answered 503\"}]}");

        assertThat(run("notify", "test", "--channel", "ntfy").out()).isEqualTo("A test is on its way to ntfy.\n");
        assertThat(server.last("POST /api/notifications/test").body()).isEqualTo("{\"channel\":\"ntfy\"}");
        run("notify", "test");
        assertThat(server.last("POST /api/notifications/test").body()).isEqualTo("{}");
        assertThat(run("notify", "list").out())
                .containsPattern("3 days ago\\s+ntfy\\s+pending\\s+ResearchLoop: a test\\s+answered 503");
    }

    @Test
    void statusShowsServerEngineClustersAndLiveSprints() {
        server.on(
                        "GET /actuator/health",
                        "{\"status\":\"UP\",\"components\":{\"engine\":{\"status\":\"UP\","
                                + "\"details\":{\"mode\":\"dev-server\",\"version\":\"1.29.1\"}}}}")
                .on(
                        "GET /api/sprints?limit=200",
                        "{\"sprints\":[{\"id\":\"sp-1\",\"status\":\"running\"},{\"id\":\"sp-2\",\"status\":\"failed\"}]}")
                .on("GET /api/sprints?status=failed&sort=ended_last&limit=20", "{\"sprints\":[]}");

        var run = run("status");

        assertThat(run.exit()).isZero();
        assertThat(run.out())
                .contains(
                        server.url() + "  UP",
                        "UP  mode dev-server  version 1.29.1",
                        "here",
                        "sp-1",
                        "Nothing needs you.")
                .doesNotContain("sp-2");
        assertThat(run("status", "--json").json().keySet())
                .containsExactly("url", "health", "clusters", "sprints", "needs_you");
    }

    @Test
    void aServerThatIsNotWellFailsTheStatus() {
        server.on("GET /actuator/health", FakeServer.json(503, "{\"status\":\"DOWN\"}"))
                .on("GET /api/sprints?limit=200", "{\"sprints\":[]}")
                .on("GET /api/sprints?status=failed&sort=ended_last&limit=20", "{\"sprints\":[]}");

        var run = run("status");

        assertThat(run.exit()).isOne();
        assertThat(run.out()).contains("DOWN");
    }

    @Test
    void statusEndsWithWhatNeedsYouAndHowToMendIt() throws IOException {
        try (var broken = new FakeServer()) {
            broken.on(
                            "GET /actuator/health",
                            "{\"status\":\"UP\",\"components\":{\"engine\":{\"status\":\"OUT_OF_SERVICE\"}}}")
                    .on(
                            "GET /api/clusters",
                            "{\"clusters\":[{\"name\":\"hydra\",\"state\":\"paused\","
                                    + "\"paused_since\":\"2026-11-23T11:20:00Z\"}]}")
                    .on("GET /api/sprints?limit=200", "{\"sprints\":[]}")
                    .on(
                            "GET /api/sprints?status=failed&sort=ended_last&limit=20",
                            "{\"sprints\":[{\"id\":\"sp-2\",\"status\":\"failed\",\"error\":\"Out of memory\","
                                    + "\"completed_at\":\"2026-11-23T10:00:00Z\"},"
                                    + "{\"id\":\"sp-1\",\"status\":\"failed\",\"completed_at\":\"2026-11-20T10:00:00Z\"}]}");

            var run = new Run(folder).at(broken).go("status");

            assertThat(run.out())
                    .contains(
                            "The engine is not connected",
                            "Cluster hydra does not answer, since 40m 00s ago.",
                            "cluster check -n hydra",
                            "sp-2 failed 2h 00m ago: Out of memory",
                            "sprint show sp-2")
                    .doesNotContain("sp-1 failed");
        }
    }
}
