package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.SafeText;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "check", description = "Tries the clusters: login, folders, scheduler, Java, agent.")
final class ClusterCheckCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Session session;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "Only this cluster.")
    private @Nullable String name;

    ClusterCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var results = new JsonArray();
        boolean ok = true;
        for (var cluster : clusters()) {
            var path = "/api/clusters/" + URLEncoder.encode(cluster, UTF_8).replace("+", "%20") + "/check";
            var result = session.server().post(path, new JsonObject(), PATIENCE);
            ok &= result.flag("ok");
            if (session.json()) {
                result.json().addProperty("cluster", cluster);
                results.add(result.json());
            } else {
                print(cluster, result);
            }
        }
        if (session.json()) {
            session.terminal().json(results);
        }
        return ok ? 0 : 1;
    }

    private List<String> clusters() {
        if (name != null) {
            return List.of(name);
        }
        return session.server().get("/api/clusters").list("clusters").stream()
                .flatMap(cluster -> cluster.raw("name").stream())
                .toList();
    }

    private void print(String cluster, Fields result) {
        var terminal = session.terminal();
        var style = session.style();
        terminal.line(style.bold(SafeText.line(cluster)));
        for (var check : result.list("checks")) {
            boolean ok = check.flag("ok");
            terminal.line("  " + (ok ? style.good("ok  ") : style.bad("FAIL")) + "  " + check.text("name") + "  "
                    + check.text("detail"));
            if (!ok && !check.text("fix").isEmpty()) {
                terminal.line("        " + check.text("fix"));
            }
        }
    }
}
