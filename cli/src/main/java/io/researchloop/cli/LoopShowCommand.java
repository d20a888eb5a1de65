package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Shows a loop and its sprints.")
final class LoopShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    LoopShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get(loop.path());
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            print(session, answer.object("loop").orElseThrow(() -> new Failure("The server showed no loop.")));
        }
        return 0;
    }

    static void print(Session session, Fields loop) {
        var terminal = session.terminal();
        terminal.field("loop", loop.text("id") + "  " + session.style().status(loop.text("status")));
        terminal.field("study", loop.text("study_name"));
        terminal.field("started by", loop.text("started_by"));
        terminal.field(
                "sprints",
                loop.text("begun") + " of " + loop.text("count") + " begun, " + loop.text("completed") + " completed");
        if (!loop.text("metric").isEmpty()) {
            var best = loop.text("best").isEmpty()
                    ? "none yet"
                    : loop.text("best") + " (" + loop.text("best_sprint_id") + ")";
            terminal.field("best", loop.text("metric") + " " + best);
        }
        var limit = Words.cost(loop.number("max_cost_usd"));
        terminal.field("cost", Words.cost(loop.number("cost_usd")) + (limit.isEmpty() ? "" : " of " + limit));
        if (!loop.text("reason").isEmpty()) {
            terminal.field("reason", loop.text("reason"));
        }
        if (!loop.text("context").isEmpty()) {
            terminal.field("about", loop.text("context"));
        }
        var turns = loop.list("turns");
        if (!turns.isEmpty()) {
            terminal.line("");
            table(turns).print(terminal);
        }
        turns.stream().filter(turn -> turn.text("state").equals("offered")).forEach(turn -> {
            terminal.line("");
            terminal.line("Idea " + turn.text("position") + " waits for your approval:");
            terminal.line(turn.block("idea"));
            if (!turn.text("reason").isEmpty()) {
                terminal.line("Why: " + turn.text("reason"));
            }
            terminal.line("researchloop loop approve " + loop.text("id") + " --position "
                    + turn.text("position") + "   or   researchloop loop reject " + loop.text("id")
                    + " --position " + turn.text("position") + " -m REASON");
        });
    }

    private static Table table(Iterable<Fields> turns) {
        var table = new Table("#", "STATUS", "SPRINT", "FROM", "METRIC", "COST", "IDEA").statusIn(1);
        for (var turn : turns) {
            var status = turn.text("sprint_status").isEmpty() ? turn.text("state") : turn.text("sprint_status");
            table.row(
                    turn.text("position") + (turn.text("number").equals("1") ? "" : "." + turn.text("number")),
                    status,
                    turn.text("sprint_id"),
                    turn.text("parent"),
                    turn.text("metric"),
                    Words.cost(turn.number("cost_usd")),
                    turn.text("idea").isEmpty() ? turn.text("detail") : turn.text("idea"));
        }
        return table;
    }
}
