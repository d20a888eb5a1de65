package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "message", description = "Says something to the agent of a running sprint.")
final class SprintMessageCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    @Parameters(index = "1", paramLabel = "TEXT", description = "The message; - reads it from standard input.")
    private String text = "";

    @Spec
    private @Nullable CommandSpec spec;

    SprintMessageCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var message = new JsonObject();
        message.addProperty("text", TypedText.read(text, "message", session, spec));
        var answer = session.server().create(sprint.id().path() + "/message", message);
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            session.terminal()
                    .line("Message handed to sprint " + sprint.id() + "; the agent gets it at its next report.");
        }
        return 0;
    }
}
