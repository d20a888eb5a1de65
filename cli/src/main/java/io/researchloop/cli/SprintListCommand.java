package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.net.URLEncoder;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(name = "list", description = "Lists and searches sprints, newest first.")
final class SprintListCommand implements Callable<Integer> {
    private static final int MOST = 1000;

    private final Session session;

    @Option(
            names = {"-s", "--study"},
            paramLabel = "STUDY",
            description = "Only sprints of this study.")
    private @Nullable String study;

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            description =
                    "Only sprints of this status: pending, queued, submitted, running, completed, failed, cancelled.")
    private @Nullable String status;

    @Option(
            names = "--search",
            paramLabel = "WORDS",
            description =
                    "Only sprints with these words in idea, summary, report or id; beginnings of words are enough.")
    private @Nullable String search;

    @Option(names = "--loop", paramLabel = "LOOP", description = "Only sprints of this loop.")
    private @Nullable String loop;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only sprints created since a day (2026-11-23), a moment, or an age (24h, 7d).")
    private @Nullable String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only sprints created until then.")
    private @Nullable String until;

    @Option(
            names = "--sort",
            paramLabel = "ORDER",
            description = "newest (the default), oldest, ended_last, ended_first, dearest or cheapest.")
    private @Nullable String sort;

    @Option(
            names = {"-n", "--limit"},
            defaultValue = "20",
            paramLabel = "N",
            description = "How many, 1 to 1000 (default: ${DEFAULT-VALUE}).")
    private int limit = 20;

    @Option(
            names = {"-w", "--watch"},
            description = "Show it again whenever it changes, until all that is listed has ended.")
    private boolean watch;

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
        if (watch) {
            new Redrawn(session, this::ask, this::show, SprintListCommand::live).run();
        } else {
            show(ask());
        }
        return 0;
    }

    private Fields ask() {
        return session.server().get("/api/sprints?limit=" + limit + filter());
    }

    private static boolean live(Fields answer) {
        return answer.list("sprints").stream().anyMatch(sprint -> !StatusCommand.ENDED.contains(sprint.text("status")));
    }

    private void show(Fields answer) {
        if (session.json()) {
            session.terminal().json(answer.json());
            return;
        }
        var sprints = answer.list("sprints");
        if (sprints.isEmpty()) {
            boolean narrowed = Stream.of(status, search, loop, since, until).anyMatch(Objects::nonNull);
            session.terminal()
                    .line(
                            narrowed
                                    ? "No sprint matches. All of them: researchloop sprint list"
                                    : "No sprints yet. Start one: researchloop sprint run IDEA -s STUDY");
        } else {
            table(sprints, session).print(session.terminal());
        }
    }

    private String filter() {
        var filter = new StringBuilder();
        add(filter, "study_name", study);
        add(filter, "status", status);
        add(filter, "q", search);
        add(filter, "loop_id", loop);
        add(filter, "since", since);
        add(filter, "until", until);
        add(filter, "sort", sort);
        return filter.toString();
    }

    private static void add(StringBuilder filter, String name, @Nullable String value) {
        if (value != null) {
            filter.append('&').append(name).append('=').append(URLEncoder.encode(value, UTF_8));
        }
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
