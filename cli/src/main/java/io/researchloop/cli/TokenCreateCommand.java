package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "create", description = "Creates an API token and shows it, this once.")
final class TokenCreateCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "What it is for.")
    private String name = "";

    TokenCreateCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var wish = new JsonObject();
        wish.addProperty("name", name);
        var created = session.server().create("/api/tokens", wish);
        var terminal = session.terminal();
        if (session.json()) {
            terminal.json(created.json());
        } else {
            terminal.note("Token " + created.text("id") + " (" + created.text("name")
                    + "). Keep it now; it is not shown again:");
            terminal.line(created.text("token"));
        }
        return 0;
    }
}
