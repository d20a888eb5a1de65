package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SprintCommandsTest {
    private static final String CREATED =
            "{\"sprint_id\":\"sp-0000000a\",\"study_name\":\"optics\",\"status\":\"pending\",\"job_id\":null}";
    private static final String SPRINT = """
            {"sprint":{"id":"sp-0000000a","study_name":"optics","idea":"Bend light","status":"completed",
             "phase":"summarize","attempt":1,"cost_usd":0.1234,"created_at":"2026-11-23T11:00:00Z",
             "started_at":"2026-11-23T11:00:10Z","completed_at":"2026-11-23T11:01:15Z","error":null,
             "summary":"It bends.\\nA little.","directory":"/w/optics/x","job_id":"42","started_by":"Slack user U1",
             "steps":[{"name":"research","status":"done","attempt":1,"started_at":"2026-11-23T11:00:10Z",
                       "ended_at":"2026-11-23T11:00:40Z","cost_usd":0.05}]}}
            """;

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
        return new Run(folder).at(server).with("RESEARCHLOOP_TOKEN", "t0ken").go(args);
    }

    @Test
    void runSendsIdeaStudyAndJobOptionsWithItsCredentials() {
        server.on("POST /api/sprints", FakeServer.json(201, CREATED));

        var run = run(
                "sprint", "run", " Bend light ", "-s", "optics", "-o", "partition=gpu", "-o", "mem=", "-o", "x=a=b");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("sp-0000000a is pending in study optics").contains("sprint watch sp-0000000a");
        var request = server.last("POST /api/sprints");
        assertThat(request.body())
                .isEqualTo("{\"study_name\":\"optics\",\"idea\":\"Bend light\","
                        + "\"job_options\":{\"partition\":\"gpu\",\"mem\":\"\",\"x\":\"a=b\"}}");
        assertThat(request.header("Authorization")).contains("Bearer t0ken");
        assertThat(request.header("Content-Type")).contains("application/json");
    }

    @Test
    void runReadsALongIdeaFromStandardInput() {
        server.on("POST /api/sprints", FakeServer.json(201, CREATED));
        var idea = "Größe π ".repeat(20_000);

        var run = new Run(folder).at(server).input(idea).go("sprint", "run", "-", "-s", "optics", "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.json().get("sprint_id").getAsString()).isEqualTo("sp-0000000a");
        assertThat(server.last("POST /api/sprints").json().get("idea").getAsString())
                .isEqualTo(idea.strip());
    }

    @Test
    void aLostAnswerIsAskedForAgainUnderTheSameKey() {
        server.on("POST /api/sprints", FakeServer.cut(), FakeServer.json(502, ""), FakeServer.json(201, CREATED));

        var run = run("sprint", "run", "idea", "-s", "optics");

        assertThat(run.exit()).isZero();
        assertThat(server.received()).hasSize(3);
        assertThat(server.received().stream()
                        .map(r -> r.header("Idempotency-Key"))
                        .distinct())
                .singleElement()
                .satisfies(key -> assertThat(key).isPresent());
    }

    @Test
    void aPostThatCreatesNothingIsNotRepeated() {
        server.on("POST /api/sprints/sp-0000000a/cancel", FakeServer.cut());

        var run = run("sprint", "cancel", "sp-0000000a");

        assertThat(run.exit()).isOne();
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void listShowsATableInAPipeWithoutCuttingIt() {
        var idea = "An idea that is much longer than any window of eighty characters would ever show at once";
        server.on(
                "GET /api/sprints?limit=20",
                "{\"sprints\":[{\"id\":\"sp-0000000a\",\"status\":\"running\",\"phase\":\"research\","
                        + "\"study_name\":\"optics\",\"cost_usd\":0.005,\"created_at\":\"2026-11-23T11:58:00Z\","
                        + "\"idea\":\"" + idea + "\"}]}");

        var piped = run("sprint", "list");
        var shown = new Run(folder).at(server).onTerminal().go("sprint", "list");

        assertThat(piped.out().lines())
                .containsExactly(
                        "ID           STATUS   STEP      STUDY   COST     CREATED     IDEA",
                        "sp-0000000a  running  research  optics  $0.0050  2m 00s ago  " + idea);
        assertThat(shown.out().lines()).allMatch(line -> line.length() <= 80).anyMatch(line -> line.endsWith("…"));
    }

    @Test
    void listAsksForAStudyAndANumber() {
        server.on("GET /api/sprints?limit=5&study_name=a+b", "{\"sprints\":[]}");

        assertThat(run("sprint", "list", "-s", "a b", "-n", "5").out()).contains("No sprints yet");
        assertThat(run("--json", "sprint", "list", "-s", "a b", "-n", "5")
                        .json()
                        .has("sprints"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1001", "many"})
    void listRefusesAnImpossibleNumber(String number) {
        assertThat(run("sprint", "list", "-n", number).exit()).isEqualTo(2);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void showPrintsStepsTimesAndSummary() {
        server.on("GET /api/sprints/sp-0000000a", SPRINT);

        var shown = run("sprint", "show", "sp-0000000a").out();

        assertThat(shown)
                .contains(
                        "Bend light",
                        "completed",
                        "$0.12",
                        "1m 05s",
                        "Slack user U1",
                        "/w/optics/x",
                        "It bends.\nA little.")
                .containsPattern("research\\s+done\\s+1\\s+30s\\s+\\$0.05");
        assertThat(run("sprint", "show", "sp-0000000a", "--json")
                        .json()
                        .get("job_id")
                        .getAsString())
                .isEqualTo("42");
    }

    @Test
    void showPrintsWhyEachAttemptEnded() {
        server.on("GET /api/sprints/sp-0000000a", """
                {"sprint":{"id":"sp-0000000a","status":"submitted",
                 "waiting_reason":"Jobs of a higher priority are ahead of it. (Priority)","expected_start":"2026-11-23T22:15:00Z",
                 "attempts":[
                  {"number":1,"job_id":"41","submitted_at":"2026-11-23T09:00:00Z","started_at":"2026-11-23T09:10:00Z",
                   "ended_at":"2026-11-23T10:10:00Z","end":{
                     "outcome":{"kind":"interrupted","detail":"Told to stop by a signal."},
                     "job":{"cause":"time_limit","state":"TIMEOUT","exit_code":0,"signal":15,"reason":"",
                            "memory":{"used_bytes":8482560000,"asked_bytes":8589934592}}}},
                  {"number":2,"job_id":"42","submitted_at":"2026-11-23T11:00:00Z","started_at":null,
                   "ended_at":null,"end":null}]}}""");

        var shown = run("sprint", "show", "sp-0000000a").out();

        assertThat(shown).containsPattern("expected +2026-11-23T22:15:00Z");
        assertThat(shown).containsPattern("waits +Jobs of a higher priority are ahead of it. \\(Priority\\)");
        assertThat(shown.lines())
                .contains(
                        "ATTEMPT  JOB  SUBMITTED             WAITED   RAN     END",
                        "1        41   2026-11-23T09:00:00Z  10m 00s  1h 00m  "
                                + "interrupted (time limit, TIMEOUT, exit 0, signal 15, memory 7.9 GB of 8 GB): Told to stop by a signal.",
                        "2        42   2026-11-23T11:00:00Z  1h 00m   -       -");
    }

    @Test
    void anUnknownSprintIsToldInTheServersWords() {
        server.on("GET /api/sprints/sp-0000000b", FakeServer.json(404, "{\"detail\":\"Sprint not found\"}"));

        var run = run("sprint", "show", "sp-0000000b");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).isEqualTo("error: Sprint not found\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../tokens", "sp-1/cancel", "", "sp-1?x", "-"})
    void whatIsNoSprintIdNeverReachesTheServer(String id) {
        assertThat(run("sprint", "show", id).exit()).isEqualTo(2);
        assertThat(server.received()).isEmpty();
    }

    @Test
    void cancelTellsWhetherAnythingChanged() {
        server.on(
                "POST /api/sprints/sp-0000000a/cancel",
                FakeServer.json(200, "{\"cancelled\":true}"),
                FakeServer.json(200, "{\"cancelled\":false}"));

        assertThat(run("sprint", "cancel", "sp-0000000a").out()).contains("is being cancelled");
        assertThat(run("sprint", "cancel", "sp-0000000a").out()).contains("had already ended");
        assertThat(run("sprint", "cancel", "sp-0000000a", "--json")
                        .json()
                        .get("cancelled")
                        .getAsBoolean())
                .isFalse();
    }

    @Test
    void resubmitMayChangeIdeaAndOptions() {
        server.on("POST /api/sprints/sp-00000009/resubmit", FakeServer.json(201, CREATED));

        var plain = run("sprint", "resubmit", "sp-00000009");
        assertThat(server.last("POST /api/sprints/sp-00000009/resubmit").body()).isEqualTo("{}");
        run("sprint", "resubmit", "sp-00000009", "--idea", "Better", "-o", "mem=8G");

        assertThat(plain.exit()).isZero();
        var request = server.last("POST /api/sprints/sp-00000009/resubmit");
        assertThat(request.body()).isEqualTo("{\"idea\":\"Better\",\"job_options\":{\"mem\":\"8G\"}}");
        assertThat(request.header("Idempotency-Key")).isPresent();
    }

    @Test
    void messageGoesToTheAgent() {
        server.on("POST /api/sprints/sp-0000000a/message", FakeServer.json(202, "{\"ok\":true}"));

        assertThat(run("sprint", "message", "sp-0000000a", "Try less.").exit()).isZero();
        assertThat(server.last("POST /api/sprints/sp-0000000a/message").body()).isEqualTo("{\"text\":\"Try less.\"}");
        assertThat(run("sprint", "message", "sp-0000000a", "  ").exit()).isEqualTo(2);
        assertThat(run("sprint", "message", "sp-0000000a", "x", "--json")
                        .json()
                        .get("ok")
                        .getAsBoolean())
                .isTrue();
    }

    @Test
    void escapeSequencesOfTheServerNeverReachTheTerminal() {
        var evil = "\\u001b[2J\\u001b]52;c;ZXZpbA==\\u0007\\u009b31m\\u202egnp\\r\\u007f";
        server.on(
                "GET /api/sprints/sp-0000000a",
                "{\"sprint\":{\"id\":\"sp-0000000a\",\"idea\":\"" + evil + "\",\"summary\":\"a" + evil
                        + "\\nb\",\"status\":\"" + evil + "\"}}");
        server.on("GET /api/sprints/sp-0000000b", FakeServer.json(404, "{\"detail\":\"" + evil + "\"}"));

        var human = run("sprint", "show", "sp-0000000a");
        var json = run("sprint", "show", "sp-0000000a", "--json");
        var error = run("sprint", "show", "sp-0000000b");

        assertThat(human.out() + json.out() + error.err())
                .doesNotContain("\u001b", "\u0007", "\u009b", "\u202e", "\r", "\u007f");
        assertThat(json.json().get("idea").getAsString())
                .startsWith("\u001b[2J")
                .endsWith("\r\u007f");
    }

    @Test
    void listAsksForWhatIsLookedFor() {
        var wanted = "GET /api/sprints?limit=20&study_name=optics&status=failed"
                + "&q=bent+light+%26+%22glass%22&since=7d&sort=dearest";
        server.on(wanted, "{\"sprints\":[],\"next_cursor\":null}");

        var run = run(
                "sprint",
                "list",
                "-s",
                "optics",
                "--search",
                "bent light & \"glass\"",
                "--since",
                "7d",
                "--status",
                "failed",
                "--sort",
                "dearest");

        assertThat(run.out()).contains("No sprint matches");
        assertThat(server.lines()).containsExactly(wanted);
    }

    @Test
    void watchingAListEndsWithTheLastOfItsSprints() {
        var running = "{\"sprints\":[{\"id\":\"sp-0000000a\",\"status\":\"running\"}]}";
        server.on(
                "GET /api/sprints?limit=20",
                FakeServer.json(200, running),
                FakeServer.json(200, running),
                FakeServer.json(200, running.replace("running", "completed")));

        var run = run("sprint", "list", "--watch");

        assertThat(run.exit()).isZero();
        assertThat(run.out()
                        .lines()
                        .filter(line -> line.startsWith("sp-"))
                        .map(line -> line.replaceFirst("^\\S+ +(\\S+).*", "$1")))
                .as("in a pipe each change once")
                .containsExactly("running", "completed");
    }

    @Test
    void openShowsTheAddressAndStartsTheBrowserOfAPersonAlone() throws IOException {
        server.on("GET /api/sprints/sp-0000000a", SPRINT);
        var browser = Files.writeString(folder.resolve("browser"), "#!/bin/sh\necho \"$1\" > " + folder + "/opened\n");
        assertThat(browser.toFile().setExecutable(true)).isTrue();
        var url = server.url() + "/dashboard/sprints/sp-0000000a";

        var piped =
                new Run(folder).at(server).with("BROWSER", browser.toString()).go("sprint", "open", "sp-0000000a");
        assertThat(piped.out()).isEqualTo(url + "\n");
        assertThat(folder.resolve("opened")).doesNotExist();
        new Run(folder)
                .at(server)
                .onTerminal()
                .with("BROWSER", browser.toString())
                .go("sprint", "open", "sp-0000000a");
        assertThat(folder.resolve("opened")).hasContent(url);
        var none = new Run(folder)
                .at(server)
                .onTerminal()
                .with("BROWSER", "/nowhere/browser")
                .go("sprint", "open", "sp-0000000a");
        assertThat(none.exit()).isZero();
        assertThat(none.err()).contains("open the address yourself");
    }

    @Test
    void aTableFitsIntoTheWindowOfATerminal() {
        var long1 = "{\"id\":\"sp-0000000a\",\"status\":\"running\",\"phase\":\"red_team_10\",\"study_name\":\""
                + "a-study-with-a-rather-long-name-for-a-column\",\"created_at\":\"2026-11-23T11:00:00Z\",\"idea\":\""
                + "An idea of many words ".repeat(9) + "\"}";
        server.on("GET /api/sprints?limit=20", "{\"sprints\":[" + long1 + "]}");

        assertThat(new Run(folder)
                        .at(server)
                        .onTerminal()
                        .go("sprint", "list")
                        .out()
                        .lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80))
                .anyMatch(line -> line.contains("An idea of"));
        assertThat(run("sprint", "list").out()).contains("a-rather-long-name-for-a-column");
    }
}
