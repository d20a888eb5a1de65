package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(name = "show", description = "Shows one sprint: its steps, attempts, cost, summary or error.")
final class SprintShowCommand implements Callable<Integer> {
    private final Session session;

    @Mixin
    private final SprintArgument sprint = new SprintArgument();

    SprintShowCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var answer = sprint.fetch(session.server());
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            print(answer);
        }
        return 0;
    }

    private void print(Fields answer) {
        var terminal = session.terminal();
        terminal.field("id", session.style().bold(answer.text("id")));
        terminal.field("study", answer.text("study_name"));
        terminal.field("idea", answer.text("idea"));
        terminal.field("status", session.style().status(answer.text("status")));
        terminal.field("step", answer.text("phase"));
        terminal.field("queue", answer.text("queue_position"));
        terminal.field("waits", answer.text("waiting_reason"));
        terminal.field("expected", answer.text("expected_start"));
        terminal.field("attempt", answer.text("attempt"));
        terminal.field("job", answer.text("job_id"));
        terminal.field("cost", Words.cost(answer.number("cost_usd")));
        var now = session.clock().instant();
        terminal.field("took", Words.between(answer.text("started_at"), answer.text("completed_at"), now));
        for (var time : List.of("created_at", "started_at", "completed_at")) {
            terminal.field(time.replace("_at", ""), answer.text(time));
        }
        terminal.field("started by", answer.text("started_by"));
        terminal.field("directory", answer.text("directory"));
        terminal.field("dashboard", answer.text("dashboard_url"));
        steps(answer.list("steps"));
        attempts(answer.list("attempts"));
        tweaks(answer.list("tweaks"));
        paragraph("error", answer.block("error"));
        paragraph("summary", answer.block("summary"));
    }

    private void steps(List<Fields> steps) {
        if (steps.isEmpty()) {
            return;
        }
        var now = session.clock().instant();
        var table = new Table("STEP", "STATUS", "ATTEMPT", "TIME", "COST").statusIn(1);
        for (var step : steps) {
            table.row(
                    step.text("name"),
                    step.text("status"),
                    step.text("attempt"),
                    Words.between(step.text("started_at"), step.text("ended_at"), now),
                    Words.cost(step.number("cost_usd")));
        }
        session.terminal().line("");
        table.print(session.terminal());
    }

    private void attempts(List<Fields> attempts) {
        if (!attempts.isEmpty()) {
            session.terminal().line("");
            AttemptTable.of(attempts, session.clock().instant()).print(session.terminal());
        }
    }

    private void tweaks(List<Fields> tweaks) {
        if (tweaks.isEmpty()) {
            return;
        }
        var table = new Table("TWEAK", "STATUS", "COST", "REPORT BEFORE", "INSTRUCTION").statusIn(1);
        for (var tweak : tweaks) {
            table.row(
                    tweak.text("id"),
                    tweak.text("status"),
                    Words.cost(tweak.number("cost_usd")),
                    tweak.text("report_before"),
                    tweak.text("instruction"));
        }
        session.terminal().line("");
        table.print(session.terminal());
    }

    private void paragraph(String title, String text) {
        if (!text.isBlank()) {
            session.terminal().line("\n" + session.style().bold(title) + "\n" + text.stripTrailing());
        }
    }
}
