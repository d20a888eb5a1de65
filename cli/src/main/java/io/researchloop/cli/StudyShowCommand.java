package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Words;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(name = "show", description = "Shows one study.")
final class StudyShowCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(paramLabel = "NAME", description = "The study's name.")
    private String name = "";

    StudyShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var studies = session.server().get("/api/studies").list("studies");
        var study = studies.stream()
                .filter(candidate -> candidate.raw("name").filter(name::equals).isPresent())
                .findFirst()
                .orElseThrow(() -> unknown(studies));
        var terminal = session.terminal();
        if (session.json()) {
            terminal.json(study.json());
            return 0;
        }
        for (var field :
                List.of("name", "cluster", "description", "sprints_dir", "claude_md_path", "source", "created_at")) {
            terminal.field(field, study.text(field));
        }
        terminal.field("spent", spent(study));
        terminal.field("gpu_hours", gpuHours(study));
        terminal.field("config", study.text("config_json"));
        return 0;
    }

    private static String spent(Fields study) {
        var limit = Words.cost(study.number("max_cost_usd"));
        return Words.cost(study.number("spent_usd")) + (limit.isEmpty() ? "" : " of " + limit);
    }

    /** Empty, and so not shown, where no GPU was asked for. */
    private static String gpuHours(Fields study) {
        double used = study.number("gpu_hours").orElse(0);
        var limit = study.number("max_gpu_hours");
        if (used == 0 && limit.isEmpty()) {
            return "";
        }
        return String.format(Locale.ROOT, "%.1f", used)
                + (limit.isEmpty() ? "" : String.format(Locale.ROOT, " of %.1f", limit.getAsDouble()));
    }

    private Failure unknown(List<Fields> studies) {
        var known = studies.stream().map(study -> study.text("name")).collect(Collectors.joining(", "));
        return new Failure("There is no study \"" + name + "\"."
                + (known.isEmpty() ? " The server has none yet." : " Known: " + known + "."));
    }
}
