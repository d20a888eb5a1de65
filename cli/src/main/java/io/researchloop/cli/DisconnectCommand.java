package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "disconnect", description = "Forgets the server and its token.")
final class DisconnectCommand implements Callable<Integer> {
    private final Session session;

    DisconnectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        boolean removed = session.credentials().remove();
        if (session.json()) {
            var answer = new JsonObject();
            answer.addProperty("disconnected", removed);
            session.terminal().json(answer);
        } else {
            session.terminal().line(removed ? "Disconnected." : "Was not connected.");
        }
        return 0;
    }
}
