package io.researchloop.cli;

import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the last notices, and what became of them.")
final class NotifyListCommand implements Callable<Integer> {
    private final Session session;

    NotifyListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get("/api/notifications");
        if (session.json()) {
            session.terminal().json(answer.json());
            return 0;
        }
        var notices = answer.list("notifications");
        if (notices.isEmpty()) {
            session.terminal().line("Nothing was told yet. Try a channel: researchloop notify test");
            return 0;
        }
        var now = session.clock().instant();
        var table = new Table("WHEN", "CHANNEL", "STATE", "NOTICE", "LAST ERROR");
        notices.forEach(notice -> table.row(
                Words.ago(notice.text("created_at"), now),
                notice.text("channel"),
                notice.text("state"),
                notice.text("title"),
                notice.text("error")));
        table.print(session.terminal());
        return 0;
    }
}
