package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(name = "start", description = "Starts a loop.")
final class LoopStartCommand implements Callable<Integer> {
    private final Session session;

    @Option(
            names = {"-s", "--study"},
            required = true,
            paramLabel = "STUDY",
            description = "The study it belongs to.")
    private String study = "";

    @Option(
            names = {"-n", "--count"},
            defaultValue = "3",
            paramLabel = "N",
            description = "How many sprints (default: ${DEFAULT-VALUE}).")
    private int count = 3;

    @Option(
            names = {"-m", "--context"},
            paramLabel = "TEXT",
            description = "What its ideas shall be about; - reads it from standard input.")
    private @Nullable String context;

    @Option(names = "--parallel", paramLabel = "N", description = "Sprints at once.")
    private @Nullable Integer parallel;

    @Option(names = "--approve-ideas", description = "Show each idea to a person before it costs a job.")
    private boolean approveIdeas;

    @Option(names = "--on-failure", paramLabel = "WHAT", description = "stop, skip or retry (default: stop).")
    private @Nullable String onFailure;

    @Option(names = "--strategy", paramLabel = "WHICH", description = "linear or best_first (default: linear).")
    private @Nullable String strategy;

    @Option(
            names = "--idea-source",
            paramLabel = "WHERE",
            description = "Where ideas are written: job, login or orchestrator (default: job).")
    private @Nullable String ideaSource;

    @Option(names = "--metric", paramLabel = "NAME", description = "The number that matters, as in metrics.json.")
    private @Nullable String metric;

    @Option(names = "--direction", paramLabel = "max|min", description = "Which way it is better (default: max).")
    private @Nullable String direction;

    @Option(names = "--target", paramLabel = "VALUE", description = "End when the metric has reached this.")
    private @Nullable Double target;

    @Option(names = "--patience", paramLabel = "N", description = "End after N sprints without a new best.")
    private @Nullable Integer patience;

    @Option(names = "--max-cost", paramLabel = "USD", description = "What the whole loop may cost.")
    private @Nullable Double maxCost;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Spec
    private @Nullable CommandSpec spec;

    LoopStartCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var created = session.server().create("/api/loops", wish());
        if (session.json()) {
            session.terminal().json(created.json());
        } else {
            var id = created.text("loop_id");
            session.terminal()
                    .line("Loop " + id + " has started in study " + study + ". Look at it: researchloop loop show "
                            + id);
        }
        return 0;
    }

    private JsonObject wish() {
        var wish = new JsonObject();
        wish.addProperty("study_name", study);
        wish.addProperty("count", count);
        if (context != null) {
            wish.addProperty("context", TypedText.read(context, "context", session, spec));
        }
        wish.addProperty("parallel", parallel);
        if (approveIdeas) {
            wish.addProperty("approve_ideas", true);
        }
        wish.addProperty("on_failure", onFailure);
        wish.addProperty("strategy", strategy);
        wish.addProperty("idea_source", ideaSource);
        wish.addProperty("metric", metric);
        wish.addProperty("direction", direction);
        wish.addProperty("target", target);
        wish.addProperty("patience", patience);
        wish.addProperty("max_cost_usd", maxCost);
        options.addTo(wish);
        return wish;
    }
}
