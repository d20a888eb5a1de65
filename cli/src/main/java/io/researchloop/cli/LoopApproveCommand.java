package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "approve", description = "Lets an idea that waits become a sprint.")
final class LoopApproveCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    @Option(names = "--position", paramLabel = "N", description = "Which idea, where several wait.")
    private @Nullable Integer position;

    @Option(names = "--idea", paramLabel = "TEXT", description = "Takes its place; - reads it from standard input.")
    private @Nullable String idea;

    @Spec
    private @Nullable CommandSpec spec;

    LoopApproveCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = new JsonObject();
        body.addProperty("position", position);
        if (idea != null) {
            body.addProperty("idea", TypedText.read(idea, "idea", session, spec));
        }
        return LoopAnswer.tell(session, session.server().post(loop.path() + "/approve", body));
    }
}
