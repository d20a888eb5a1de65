package io.researchloop.cli;

import io.researchloop.cli.terminal.Table;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

@Command(name = "list", description = "Lists the studies.")
final class StudyListCommand implements Callable<Integer> {
    private final Session session;

    StudyListCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = session.server().get("/api/studies");
        if (session.json()) {
            session.terminal().json(answer.json());
            return 0;
        }
        var studies = answer.list("studies");
        if (studies.isEmpty()) {
            session.terminal().line("No studies yet. Add one: researchloop study init NAME");
            return 0;
        }
        var table = new Table("NAME", "CLUSTER", "DESCRIPTION");
        studies.forEach(study -> table.row(study.text("name"), study.text("cluster"), study.text("description")));
        table.print(session.terminal());
        return 0;
    }
}
