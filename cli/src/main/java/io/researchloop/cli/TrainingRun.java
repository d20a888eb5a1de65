package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpServer;
import io.researchloop.cli.terminal.SystemTerminal;
import io.researchloop.cli.watch.Pace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;

/**
 * Uses the usual commands once against an answer made up on loopback. The build lists the classes this loads and puts
 * them into the class archive that makes the real commands start fast; it has no other use.
 */
final class TrainingRun {
    private static final String ANSWER = """
            {"status":"UP","studies":[{"name":"s"}],"clusters":[{"name":"c"}],"artifacts":[],"tokens":[],
             "sprint_id":"sp-00000000","sprints":[{"id":"sp-00000000","status":"completed","cost_usd":0.1,
             "created_at":"2026-01-01T00:00:00Z","steps":[{"name":"research","status":"done"}]}]}
            """;

    private TrainingRun() {}

    public static void main(String[] args) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var body = ANSWER.getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            try (var out = exchange.getResponseBody()) {
                out.write(body);
            }
        });
        server.start();
        try {
            var environment = Map.of(
                    "RESEARCHLOOP_URL",
                            "http://127.0.0.1:" + server.getAddress().getPort(),
                    "RESEARCHLOOP_TOKEN", "training",
                    "HOME", "/nonexistent");
            for (var command : new String[] {
                "--help",
                "status",
                "study list",
                "sprint list",
                "sprint show sp-1",
                "sprint list --json",
                "sprint run idea -s s",
                "cluster list",
                "token list",
                "sprint list -n 0"
            }) {
                var session = new Session(
                        SystemTerminal.open(environment), environment, Path.of(""), Clock.systemUTC(), Pace.USUAL);
                Commands.run(session, command.split(" "));
            }
        } finally {
            server.stop(0);
        }
    }
}
