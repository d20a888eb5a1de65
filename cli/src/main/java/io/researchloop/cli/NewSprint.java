package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;

/** Tells of a sprint the server has just accepted, and follows it when asked to. */
final class NewSprint {
    private final Session session;

    NewSprint(Session session) {
        this.session = session;
    }

    int announce(Fields created, boolean watch) {
        var id = new SprintId.Converter()
                .convert(created.raw("sprint_id").orElseThrow(() -> new Failure("The server named no sprint id.")));
        var terminal = session.terminal();
        if (watch) {
            if (session.json()) {
                terminal.jsonLine(created.json());
            } else {
                terminal.line("Sprint " + id + " in study " + created.text("study_name") + ".");
            }
            return SprintWatchCommand.watch(session, id);
        }
        if (session.json()) {
            terminal.json(created.json());
        } else {
            terminal.line("Sprint " + id + " is " + created.text("status") + " in study " + created.text("study_name")
                    + ". Follow it: researchloop sprint watch " + id);
        }
        return 0;
    }
}
