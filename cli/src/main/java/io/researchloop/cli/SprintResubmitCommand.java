package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "resubmit", description = "Starts a sprint anew, as a sprint of its own.")
final class SprintResubmitCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    @Option(
            names = {"-i", "--idea"},
            paramLabel = "IDEA",
            description = "Another idea than the old one; - reads it from standard input.")
    private @Nullable String idea;

    @Option(names = "--watch", description = "Follow the new sprint to its end.")
    private boolean watch;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Spec
    private @Nullable CommandSpec spec;

    SprintResubmitCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var wish = new JsonObject();
        if (idea != null) {
            wish.addProperty("idea", TypedText.read(idea, "idea", session, spec));
        }
        options.addTo(wish);
        var created = session.server().create(sprint.id().path() + "/resubmit", wish);
        return new NewSprint(session).announce(created, watch);
    }
}
