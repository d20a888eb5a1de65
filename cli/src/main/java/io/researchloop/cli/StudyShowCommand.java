package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import java.util.List;
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
        terminal.field("config", study.text("config_json"));
        return 0;
    }

    private Failure unknown(List<Fields> studies) {
        var known = studies.stream().map(study -> study.text("name")).collect(Collectors.joining(", "));
        return new Failure("There is no study \"" + name + "\"."
                + (known.isEmpty() ? " The server has none yet." : " Known: " + known + "."));
    }
}
