package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "pause", description = "Pauses a loop: nothing new begins, what runs goes on.")
final class LoopPauseCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    LoopPauseCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LoopAnswer.tell(session, session.server().post(loop.path() + "/pause", new JsonObject()));
    }
}
