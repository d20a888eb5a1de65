package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(name = "test", description = "Sends a test on one channel, or on all that are configured.")
final class NotifyTestCommand implements Callable<Integer> {
    private final Session session;

    @Option(names = "--channel", paramLabel = "CHANNEL", description = "slack or ntfy.")
    private @Nullable String channel;

    NotifyTestCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var wish = new JsonObject();
        if (channel != null) {
            wish.addProperty("channel", channel);
        }
        var answer = session.server().create("/api/notifications/test", wish);
        var terminal = session.terminal();
        if (session.json()) {
            terminal.json(answer.json());
            return 0;
        }
        answer.list("notifications")
                .forEach(sent -> terminal.line("A test is on its way to " + sent.text("channel") + "."));
        terminal.note("What became of it: researchloop notify list");
        return 0;
    }
}
