package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the clusters and how busy they are.")
final class ClusterListCommand implements Callable<Integer> {
    private final Session session;

    ClusterListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get("/api/clusters");
        if (session.json()) {
            session.terminal().json(answer.json());
        } else if (answer.list("clusters").isEmpty()) {
            session.terminal().line("No clusters yet. Add a [[cluster]] to researchloop.toml and restart the server.");
        } else {
            table(answer, session.clock().instant()).print(session.terminal());
        }
        return 0;
    }

    static Table table(Fields answer, Instant now) {
        var table = new Table("CLUSTER", "SCHEDULER", "HOST", "SLOTS", "QUEUED", "STATE", "SINCE", "LAST ERROR")
                .statusIn(5);
        for (var cluster : answer.list("clusters")) {
            table.row(
                    cluster.text("name"),
                    cluster.text("scheduler_type"),
                    cluster.text("host"),
                    cluster.text("slots_in_use") + "/" + cluster.text("max_concurrent_jobs"),
                    cluster.text("queued"),
                    cluster.text("state"),
                    Words.ago(since(cluster), now),
                    cluster.text("last_error"));
        }
        return table;
    }

    private static String since(Fields cluster) {
        var paused = cluster.text("paused_since");
        return paused.isEmpty() ? cluster.text("reachable_since") : paused;
    }
}
