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

@Command(
        name = "tweak",
        description = "Has a finished sprint followed up by a small job in its directory and its agent's session. The"
                + " report is renewed; the one before is kept.")
final class SprintTweakCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    @Parameters(
            index = "1",
            paramLabel = "INSTRUCTION",
            description = "What is to be done; - reads it from standard input.")
    private String instruction = "";

    @Option(
            names = "--time-limit",
            paramLabel = "TIME",
            converter = TimeLimit.Converter.class,
            description = "How long its job may run, e.g. 45m or 1h30m; else 2h, or the study's limit if that is less.")
    private @Nullable TimeLimit timeLimit;

    @Mixin
    private final JobOptions options = new JobOptions();

    @Option(names = "--watch", description = "Follow the tweak to its end.")
    private boolean watch;

    @Spec
    private @Nullable CommandSpec spec;

    SprintTweakCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var wish = new JsonObject();
        wish.addProperty("instruction", TypedText.read(instruction, "instruction", session, spec));
        if (timeLimit != null) {
            wish.addProperty("time_limit_hours", timeLimit.hours());
        }
        options.addTo(wish);
        var created = session.server().create(sprint.id().path() + "/tweak", wish);
        var id = created.raw("tweak_id").orElseThrow(() -> new Failure("The server named no tweak id."));
        var tweak = new SprintId.Converter().convert(id);
        if (watch) {
            return new TweakWatch(session, tweak).follow();
        }
        if (session.json()) {
            session.terminal().json(created.json());
        } else {
            session.terminal()
                    .line("Tweak " + tweak + " of sprint " + sprint.id() + " is " + created.text("status")
                            + ". Cancel it: researchloop sprint cancel " + tweak);
        }
        return 0;
    }
}
