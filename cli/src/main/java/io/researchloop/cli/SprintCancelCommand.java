package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "cancel", description = "Cancels a sprint and its job.")
final class SprintCancelCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    SprintCancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().post(sprint.id().path() + "/cancel", new JsonObject());
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            session.terminal()
                    .line("Sprint " + sprint.id()
                            + (answer.flag("cancelled")
                                    ? " is being cancelled."
                                    : " had already ended; nothing changed."));
        }
        return 0;
    }
}
