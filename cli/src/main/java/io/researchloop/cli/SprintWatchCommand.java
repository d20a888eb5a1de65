package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.watch.FeedListener;
import io.researchloop.cli.watch.JsonView;
import io.researchloop.cli.watch.LiveView;
import io.researchloop.cli.watch.PlainView;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "watch",
        description = "Follows a sprint to its end; the exit code is 0 when it completed. Ctrl-C stops only watching.")
final class SprintWatchCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    SprintWatchCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return watch(session, sprint.id());
    }

    static int watch(Session session, SprintId id) {
        // Asked first on this thread: a login or an unknown id is dealt with before anything is drawn.
        var server = session.server();
        server.get(id.path());
        var terminal = session.terminal();
        if (session.json()) {
            session.follower().follow(id.path(), new JsonView(terminal));
        } else if (terminal.live()) {
            live(session, id);
        } else {
            session.follower().follow(id.path(), new PlainView(terminal, session.clock()));
        }
        var last = SprintArgument.unwrapped(server.get(id.path()));
        if (!session.json()) {
            result(session, last);
        }
        return "completed".equals(last.text("status")) ? 0 : 1;
    }

    private static void live(Session session, SprintId id) {
        var view = new LiveView(session.terminal(), session.clock());
        var goodbye = new Thread(() -> {
            view.close();
            session.terminal().line("The sprint goes on. Watch it again: researchloop sprint watch " + id);
        });
        Runtime.getRuntime().addShutdownHook(goodbye);
        try {
            FeedListener listener = view;
            session.follower().follow(id.path(), listener);
        } finally {
            Runtime.getRuntime().removeShutdownHook(goodbye);
            view.close();
        }
    }

    private static void result(Session session, Fields last) {
        var terminal = session.terminal();
        terminal.line("Sprint " + last.text("id") + " " + session.style().status(last.text("status")) + ".");
        for (var text : new String[] {last.block("error"), last.block("summary")}) {
            if (!text.isBlank()) {
                terminal.line("\n" + text.stripTrailing());
            }
        }
        if (!last.text("dashboard_url").isEmpty()) {
            terminal.line("\n" + last.text("dashboard_url"));
        }
    }
}
