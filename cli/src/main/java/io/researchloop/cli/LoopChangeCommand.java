package io.researchloop.cli;

import com.google.gson.JsonObject;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "change", description = "Changes what a live loop shall do, from its next sprint on.")
final class LoopChangeCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final LoopArgument loop = new LoopArgument();

    @Option(
            names = {"-n", "--count"},
            paramLabel = "N",
            description = "How many sprints in all.")
    private @Nullable Integer count;

    @Option(
            names = {"-m", "--context"},
            paramLabel = "TEXT",
            description = "What its ideas shall be about; - reads it from standard input.")
    private @Nullable String context;

    @Option(names = "--max-cost", paramLabel = "USD", description = "What the whole loop may cost.")
    private @Nullable Double maxCost;

    @Spec
    private @Nullable CommandSpec spec;

    LoopChangeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if (count == null && context == null && maxCost == null && spec != null) {
            throw new ParameterException(spec.commandLine(), "Say what to change: -n, -m or --max-cost.");
        }
        var body = new JsonObject();
        body.addProperty("count", count);
        if (context != null) {
            body.addProperty("context", TypedText.read(context, "context", session, spec));
        }
        body.addProperty("max_cost_usd", maxCost);
        return LoopAnswer.tell(session, session.server().post(loop.path() + "/change", body));
    }
}
