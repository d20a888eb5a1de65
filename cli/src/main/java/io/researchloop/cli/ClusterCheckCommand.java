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

@Command(
        name = "check",
        description = {
            "Tries every link to the clusters, from the network to the agent's sign-in.",
            "Exits with 0 if nothing is broken, else with 1."
        })
final class ClusterCheckCommand implements Callable<Integer> {
    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Session session;

    @Option(
            names = {"-n", "--name"},
            paramLabel = "NAME",
            description = "Only this cluster.")
    private @Nullable String name;

    @Option(
            names = "--accept-host-key",
            description = "Accept the login node's key if none is known yet. Compare the fingerprint that is shown.")
    private boolean acceptHostKey;

    ClusterCheckCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() throws InterruptedException {
        var results = new JsonArray();
        boolean ok = true;
        for (var cluster : clusters()) {
            var result = follow(cluster);
            ok &= result.flag("ok");
            result.json().addProperty("cluster", cluster);
            results.add(result.json());
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

    /** Shows each link as soon as it is known. */
    private Fields follow(String cluster) throws InterruptedException {
        var path = "/api/clusters/" + URLEncoder.encode(cluster, UTF_8).replace("+", "%20") + "/check";
        var body = new JsonObject();
        body.addProperty("accept_host_key", acceptHostKey);
        say(session.style().bold(SafeText.line(cluster)));
        var result = session.server().post(path + "?wait=false", body);
        long end = System.nanoTime() + PATIENCE.toNanos();
        int shown = 0;
        while (result.flag("running") && System.nanoTime() < end) {
            shown = show(result, shown, false);
            Thread.sleep(PAUSE.toMillis());
            result = session.server().get(path);
        }
        show(result, shown, true);
        return result;
    }

    /** @return how many are shown; a link is when it and all before it are known */
    private int show(Fields result, int shown, boolean last) {
        var links = result.list("steps");
        int now = shown;
        while (now < links.size() && (last || isKnown(links.get(now)))) {
            print(links.get(now));
            now++;
        }
        return now;
    }

    private static boolean isKnown(Fields link) {
        return List.of("ok", "warning", "failed").contains(link.text("status"));
    }

    private void print(Fields link) {
        var style = session.style();
        var mark =
                switch (link.text("status")) {
                    case "ok" -> style.good("ok  ");
                    case "warning" -> style.warn("warn");
                    case "failed" -> style.bad("FAIL");
                    default -> style.dim("-   ");
                };
        var detail = link.text("status").equals("not_tried") ? style.dim("not tried") : link.text("detail");
        say("  " + mark + "  " + String.format("%-17s", link.text("name")) + "  " + detail);
        if (!link.text("fix").isEmpty()) {
            say("        " + link.text("fix"));
        }
    }

    private void say(String line) {
        if (!session.json()) {
            session.terminal().line(line);
        }
    }
}
