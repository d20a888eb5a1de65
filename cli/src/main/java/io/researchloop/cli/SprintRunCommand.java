package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "run", description = "Starts a sprint.")
final class SprintRunCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "IDEA", description = "The idea to research; - reads it from standard input.")
    private String idea = "";

    @Option(
            names = {"-s", "--study"},
            required = true,
            paramLabel = "STUDY",
            description = "The study it belongs to.")
    private String study = "";

    @Option(names = "--watch", description = "Follow the sprint to its end.")
    private boolean watch;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Spec
    private @Nullable CommandSpec spec;

    SprintRunCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var wish = new JsonObject();
        wish.addProperty("study_name", study);
        wish.addProperty("idea", TypedText.read(idea, "idea", session, spec));
        options.addTo(wish);
        var created = session.server().create("/api/sprints", wish);
        return new NewSprint(session).announce(created, watch);
    }
}
