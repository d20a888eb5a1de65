package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "resume", description = "Goes on with a loop that is paused or has failed.")
final class LoopResumeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    LoopResumeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        return LoopAnswer.tell(session, session.server().post(loop.path() + "/resume", new JsonObject()));
    }
}
