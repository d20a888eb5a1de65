package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "reject", description = "Refuses an idea that waits; another one is asked for.")
final class LoopRejectCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    @Option(names = "--position", paramLabel = "N", description = "Which idea, where several wait.")
    private @Nullable Integer position;

    @Option(
            names = {"-m", "--reason"},
            paramLabel = "TEXT",
            description = "Why; whoever writes the next idea is told.")
    private @Nullable String reason;

    LoopRejectCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = new JsonObject();
        body.addProperty("position", position);
        body.addProperty("reason", reason);
        return LoopAnswer.tell(session, session.server().post(loop.path() + "/reject", body));
    }
}
