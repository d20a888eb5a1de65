package io.researchloop.web.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every route with every kind of credential: the one table that says who may do what. */
class AccessTest {
    private static final String CSRF = "0123456789abcdef0123456789abcdef";

    static TestServer server;
    static String sprint;
    static final Map<Caller, Http> CALLERS = new EnumMap<>(Caller.class);

    enum Caller {
        NOBODY,
        WRONG_TOKEN,
        REVOKED_TOKEN,
        WRONG_SECRET,
        TOKEN,
        SECRET,
        RUNNER,
        OTHER_RUNNER,
        SESSION,
        SESSION_WITH_CSRF,
        ENDED_SESSION
    }

    /** What is done with a request. */
    enum Answer {
        /** The route answers, with whatever it has to say to the request. */
        IN,
        UNAUTHORIZED,
        FORBIDDEN,
        TO_LOGIN,
        NOTHING_THERE
    }

    /** @param open who gets in; all others get {@code others} */
    record Row(String method, String path, String body, List<Caller> open, Answer others) {}

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        SprintCommands commands = server.bean(SprintCommands.class);
        sprint = commands.create(NewSprintRequest.of("grokking", "An idea")).id();
        String other =
                commands.create(NewSprintRequest.of("grokking", "Another idea")).id();
        AccessTokens tokens = server.bean(AccessTokens.class);
        AccessTokens.Issued revoked = tokens.issue("revoked");
        tokens.revoke(revoked.row().id());
        String endedSession = tokens.issueSession("a test");
        tokens.revokeSession(endedSession);
        Http http = server.http();
        Http session = http.with("Cookie", SessionCookie.NAME + "=" + tokens.issueSession("a test"));
        CALLERS.put(Caller.NOBODY, http);
        CALLERS.put(Caller.WRONG_TOKEN, http.bearer("rl_0123456789"));
        CALLERS.put(Caller.REVOKED_TOKEN, http.bearer(revoked.secret()));
        CALLERS.put(Caller.WRONG_SECRET, http.with("X-Shared-Secret", "not it"));
        CALLERS.put(Caller.TOKEN, http.bearer(tokens.issue("good").secret()));
        CALLERS.put(Caller.SECRET, http.secret());
        CALLERS.put(Caller.RUNNER, http.runner(server.runnerToken(sprint)));
        CALLERS.put(Caller.OTHER_RUNNER, http.runner(server.runnerToken(other)));
        CALLERS.put(Caller.SESSION, session);
        CALLERS.put(Caller.ENDED_SESSION, http.with("Cookie", SessionCookie.NAME + "=" + endedSession));
        CALLERS.put(
                Caller.SESSION_WITH_CSRF,
                http.with("Cookie", SessionCookie.NAME + "=" + tokens.issueSession("a test") + "; XSRF-TOKEN=" + CSRF)
                        .with("X-XSRF-TOKEN", masked(CSRF)));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyRouteOpensToThoseItIsForAndNobodyElse() {
        List<String> wrong = new ArrayList<>();
        for (Row row : table()) {
            CALLERS.forEach((caller, http) -> {
                Http.Answer got = send(http, row);
                Answer expected = expected(row, caller);
                Answer actual = read(got);
                if (actual != expected) {
                    wrong.add(row.method + " " + row.path + " as " + caller + ": expected " + expected + ", got "
                            + got.status() + " " + got.header("Location") + " " + got.body());
                }
            });
        }
        assertThat(wrong).isEmpty();
    }

    private static List<Row> table() {
        List<Caller> everybody = List.of(Caller.values());
        List<Caller> programs = List.of(Caller.TOKEN, Caller.SECRET);
        List<Caller> readers = List.of(Caller.TOKEN, Caller.SECRET, Caller.SESSION, Caller.SESSION_WITH_CSRF);
        List<Caller> runner = List.of(Caller.RUNNER);
        List<Row> rows = new ArrayList<>();
        for (String path : List.of(
                "/api/studies",
                "/api/sprints",
                "/api/studies/grokking/leaderboard",
                "/api/sprints/compare",
                "/api/tweaks/tw-00000000",
                "/api/sprints/" + sprint,
                "/api/sprints/" + sprint + "/artifacts",
                "/api/sprints/" + sprint + "/artifacts/none.txt",
                "/api/clusters",
                "/api/loops",
                "/api/loops/loop-00000000",
                "/api/tokens",
                "/api/notifications",
                "/api/openapi.json",
                "/api/no-such-thing",
                "/actuator/prometheus",
                "/actuator/no-such-thing")) {
            rows.add(new Row("GET", path, "", readers, Answer.UNAUTHORIZED));
        }
        // A stream of a sprint that is not there: a stream that opened would not end.
        rows.add(new Row("GET", "/api/sprints/sp-00000000/events", "", readers, Answer.UNAUTHORIZED));
        for (String path : List.of(
                "/api/sprints",
                "/api/sprints/" + sprint + "/message",
                "/api/sprints/sp-00000000/cancel",
                "/api/sprints/sp-00000000/resubmit",
                "/api/sprints/sp-00000000/tweak",
                "/api/tweaks/tw-00000000/cancel",
                "/api/clusters/none/check",
                "/api/tokens",
                "/api/notifications/test",
                "/api/loops",
                "/api/loops/loop-00000000/stop",
                "/api/loops/loop-00000000/pause",
                "/api/loops/loop-00000000/resume",
                "/api/loops/loop-00000000/change",
                "/api/loops/loop-00000000/approve",
                "/api/loops/loop-00000000/reject",
                "/api/no-such-thing")) {
            rows.add(new Row("POST", path, "{}", programs, Answer.UNAUTHORIZED));
        }
        // Nobody's credential opens these: Slack signs what it sends.
        for (String path : List.of("/api/slack/events", "/api/slack/interactivity")) {
            rows.add(new Row("POST", path, "{}", List.of(), Answer.UNAUTHORIZED));
        }
        rows.add(new Row("DELETE", "/api/tokens/none", "", programs, Answer.UNAUTHORIZED));
        rows.add(new Row("GET", "/actuator/health", "", everybody, Answer.IN));
        rows.add(new Row(
                "POST",
                "/api/webhook/heartbeat",
                "{\"sprint_id\":\"" + sprint + "\",\"phase\":\"research\"}",
                runner,
                Answer.UNAUTHORIZED));
        rows.add(new Row(
                "POST",
                "/api/webhook/sprint-complete",
                "{\"sprint_id\":\"" + sprint + "\",\"status\":\"nonsense\"}",
                runner,
                Answer.UNAUTHORIZED));
        rows.add(new Row("POST", "/api/artifacts/" + sprint, "{}", runner, Answer.UNAUTHORIZED));
        rows.add(new Row("GET", "/", "", everybody, Answer.IN));
        for (String path : List.of("/no-such-thing", "/error", "/favicon.ico", "/h2-console", "/webjars.txt")) {
            rows.add(new Row("GET", path, "", List.of(), Answer.NOTHING_THERE));
        }
        rows.add(new Row(
                "GET",
                "/dashboard/no-such-page",
                "",
                List.of(Caller.SESSION, Caller.SESSION_WITH_CSRF),
                Answer.TO_LOGIN));
        rows.add(new Row("POST", "/dashboard/no-such-page", "", List.of(Caller.SESSION_WITH_CSRF), Answer.FORBIDDEN));
        return rows;
    }

    private static Answer expected(Row row, Caller caller) {
        if (row.open.contains(caller)) {
            return Answer.IN;
        }
        boolean runners = row.path.startsWith("/api/webhook") || row.path.startsWith("/api/artifacts");
        return runners && caller == Caller.OTHER_RUNNER ? Answer.FORBIDDEN : row.others;
    }

    private static Answer read(Http.Answer got) {
        if (got.status() == 401) {
            return Answer.UNAUTHORIZED;
        }
        if (got.status() == 403) {
            return Answer.FORBIDDEN;
        }
        if (got.status() == 302) {
            return got.header("Location").endsWith("/dashboard/login") ? Answer.TO_LOGIN : Answer.IN;
        }
        boolean refused = got.status() == 404 && got.response().uri().getPath().matches("/(no-such|err|fav|h2|webj).*");
        return refused ? Answer.NOTHING_THERE : Answer.IN;
    }

    private static Http.Answer send(Http http, Row row) {
        boolean form = row.path.startsWith("/dashboard");
        return http.send(
                row.method,
                row.path,
                row.method.equals("GET") ? BodyPublishers.noBody() : BodyPublishers.ofString(row.body),
                row.method.equals("GET") ? null : form ? "application/x-www-form-urlencoded" : "application/json");
    }

    /** As a page would carry the cookie's token: behind as many bytes that it is mixed with, here zeros. */
    static String masked(String token) {
        byte[] plain = token.getBytes(StandardCharsets.UTF_8);
        byte[] mixed = Arrays.copyOf(new byte[plain.length], plain.length * 2);
        System.arraycopy(plain, 0, mixed, plain.length, plain.length);
        return Base64.getUrlEncoder().encodeToString(mixed);
    }
}
