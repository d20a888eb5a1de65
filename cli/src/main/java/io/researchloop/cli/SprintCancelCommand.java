package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "cancel", description = "Cancels a sprint, or a tweak by its tw- id, and its job.")
final class SprintCancelCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    SprintCancelCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var id = sprint.id();
        var path = id.isTweak() ? id.tweakPath() : id.path();
        var answer = session.server().post(path + "/cancel", new JsonObject());
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            session.terminal()
                    .line((id.isTweak() ? "Tweak " : "Sprint ")
                            + id
                            + (answer.flag("cancelled")
                                    ? " is being cancelled."
                                    : " had already ended; nothing changed."));
        }
        return 0;
    }
}
