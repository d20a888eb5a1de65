package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.net.URLEncoder;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Lists sprints, newest first.")
final class SprintListCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Session session;

    @Option(
            names = {"-s", "--study"},
            paramLabel = "STUDY",
            description = "Only sprints of this study.")
    private @Nullable String study;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "20",
            paramLabel = "N",
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Spec
    private @Nullable CommandSpec spec;

    SprintListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        if ((limit < 1 || limit > MOST) && spec != null) {
            throw new ParameterException(spec.commandLine(), "-n must be 1 to " + MOST + ", not " + limit + ".");
        }
        var filter = study == null ? "" : "&study_name=" + URLEncoder.encode(study, UTF_8);
        var answer = session.server().get("/api/sprints?limit=" + limit + filter);
        if (session.json()) {
            session.terminal().json(answer.json());
            return 0;
        }
        var sprints = answer.list("sprints");
        if (sprints.isEmpty()) {
            session.terminal().line("No sprints yet. Start one: researchloop sprint run IDEA -s STUDY");
        } else {
            table(sprints, session).print(session.terminal());
        }
        return 0;
    }

    static Table table(List<Fields> sprints, Session session) {
        var now = session.clock().instant();
        var table = new Table("ID", "STATUS", "STEP", "STUDY", "COST", "CREATED", "IDEA").statusIn(1);
        for (var sprint : sprints) {
            table.row(
                    sprint.text("id"),
                    sprint.text("status"),
                    sprint.text("phase"),
                    sprint.text("study_name"),
                    Words.cost(sprint.number("cost_usd")),
                    Words.ago(sprint.text("created_at"), now),
                    sprint.text("idea"));
        }
        return table;
    }
}
