package io.researchloop.cli;

import com.google.gson.JsonObject;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Terminal;
import io.researchloop.cli.watch.FeedListener;
import io.researchloop.cli.watch.LogSoFar;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "logs", description = "Prints what the agent does.")
final class SprintLogsCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    @Option(
            names = {"-f", "--follow"},
            description = "Go on until the sprint has ended.")
    private boolean follow;

    SprintLogsCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var server = session.server();
        var path = sprint.id().path();
        server.get(path);
        var printer = new Printer(session.terminal(), session.json());
        if (follow) {
            session.follower().follow(path, printer);
        } else {
            LogSoFar.read(server, path, printer);
        }
        return 0;
    }

    private record Printer(Terminal terminal, boolean json) implements FeedListener {
        @Override
        public void sprint(Fields sprint) {
            // Only the log was asked for.
        }

        @Override
        public void log(String text) {
            if (json) {
                var line = new JsonObject();
                line.addProperty("text", text);
                terminal.jsonLine(line);
            } else {
                terminal.out().print(text.endsWith("\n") ? text : text + "\n");
                terminal.out().flush();
            }
        }

        @Override
        public void notice(String text) {
            terminal.note(text);
        }

        @Override
        public void tick() {
            // Nothing was said.
        }
    }
}
