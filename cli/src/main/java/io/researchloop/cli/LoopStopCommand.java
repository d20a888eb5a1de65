package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "stop", description = "Stops a loop: it begins no other sprint.")
final class LoopStopCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    @Option(names = "--now", description = "Cancel its running sprints too.")
    private boolean now;

    LoopStopCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var body = new JsonObject();
        body.addProperty("now", now);
        var answer = session.server().post(loop.path() + "/stop", body);
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            session.terminal()
                    .line("Loop " + loop.id()
                            + (now
                                    ? " is stopped, and its running sprints are cancelled."
                                    : " begins no other sprint; what runs comes to its end."));
        }
        return 0;
    }
}
