package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.net.URLEncoder;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "status", description = "Lists the loops, newest first, and how far they are.")
final class LoopStatusCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-s", "--study"},
            paramLabel = "STUDY",
            description = "Only loops of this study.")
    private @Nullable String study;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "20",
            paramLabel = "N",
            description = "How many, 1 to 200 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    LoopStatusCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var filter = study == null ? "" : "&study_name=" + URLEncoder.encode(study, UTF_8);
        var answer = session.server().get("/api/loops?limit=" + limit + filter);
        if (session.json()) {
            session.terminal().json(answer.json());
            return 0;
        }
        var loops = answer.list("loops");
        if (loops.isEmpty()) {
            session.terminal().line("No loops yet. Start one: researchloop loop start -s STUDY");
            return 0;
        }
        var now = session.clock().instant();
        var table = new Table("ID", "STATUS", "STUDY", "SPRINTS", "BEST", "COST", "STARTED", "ABOUT").statusIn(1);
        for (var loop : loops) {
            table.row(
                    loop.text("id"),
                    loop.text("status"),
                    loop.text("study_name"),
                    loop.text("begun") + " of " + loop.text("count"),
                    loop.text("best"),
                    Words.cost(loop.number("cost_usd")),
                    Words.ago(loop.text("created_at"), now),
                    loop.text("reason").isEmpty() ? loop.text("context") : loop.text("reason"));
        }
        table.print(session.terminal());
        return 0;
    }
}
