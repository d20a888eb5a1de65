package io.researchloop.cli;

import com.google.gson.JsonObject;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.SafeText;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "status", description = "Shows how the server, its engine, its clusters and its sprints are.")
final class StatusCommand implements Callable<Integer> {
    static final Set<String> ENDED = Set.of("completed", "failed", "cancelled");

    private final Session session;

    StatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var server = session.server();
        var health = server.health();
        var clusters = server.get("/api/clusters");
        var sprints = server.get("/api/sprints?limit=200");
        var failed = server.get("/api/sprints?status=failed&sort=ended_last&limit=20");
        var needs = Needs.of(health, clusters, failed, session.clock().instant());
        if (session.json()) {
            var answer = new JsonObject();
            answer.addProperty("url", server.target().address().url());
            answer.add("health", health.json());
            answer.add("clusters", clusters.json().get("clusters"));
            answer.add("sprints", sprints.json().get("sprints"));
            answer.add("needs_you", Needs.json(needs));
            session.terminal().json(answer);
        } else {
            print(server.target().address().url(), health, clusters, sprints);
            print(needs);
        }
        return "UP".equals(health.text("status")) ? 0 : 1;
    }

    private void print(String url, Fields health, Fields clusters, Fields sprints) {
        var terminal = session.terminal();
        terminal.field("server", url + "  " + session.style().status(health.text("status")));
        health.object("components")
                .flatMap(all -> all.object("engine"))
                .ifPresent(engine -> terminal.field("engine", engine(engine)));
        var live = sprints.list("sprints").stream()
                .filter(sprint -> !ENDED.contains(sprint.text("status")))
                .toList();
        terminal.field("live sprints", String.valueOf(live.size()));
        if (!clusters.list("clusters").isEmpty()) {
            terminal.line("");
            ClusterListCommand.table(clusters, session.clock().instant()).print(terminal);
        }
        if (!live.isEmpty()) {
            terminal.line("");
            SprintListCommand.table(live, session).print(terminal);
        }
    }

    private void print(List<Needs> needs) {
        var terminal = session.terminal();
        terminal.line("");
        terminal.line(session.style().bold(needs.isEmpty() ? "Nothing needs you." : "Needs you"));
        for (var need : needs) {
            terminal.line(session.style().bad("! ") + need.what());
            terminal.line("  " + session.style().dim(need.next()));
        }
    }

    private String engine(Fields engine) {
        var line = new StringBuilder(session.style().status(engine.text("status")));
        engine.object("details").ifPresent(details -> {
            for (var name : details.json().keySet()) {
                var value = details.text(name);
                if (!value.isEmpty()) {
                    line.append("  ").append(SafeText.line(name)).append(' ').append(value);
                }
            }
        });
        return line.toString();
    }
}
