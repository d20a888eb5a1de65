package io.researchloop.cli;

import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the API tokens; their secrets are shown only once, at creation.")
final class TokenListCommand implements Callable<Integer> {
    private final Session session;

    TokenListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get("/api/tokens");
        if (session.json()) {
            session.terminal().json(answer.json());
            return 0;
        }
        var tokens = answer.list("tokens");
        if (tokens.isEmpty()) {
            session.terminal().line("No tokens. Create one: researchloop token create NAME");
            return 0;
        }
        var now = session.clock().instant();
        var table = new Table("ID", "CREATED", "LAST USED", "NAME");
        tokens.forEach(token -> table.row(
                token.text("id"),
                Words.ago(token.text("created_at"), now),
                Words.ago(token.text("last_used_at"), now),
                token.text("name")));
        table.print(session.terminal());
        return 0;
    }
}
