package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Terminal;
import io.researchloop.cli.terminal.Words;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** For a pipe or a log file: one line a change, nothing redrawn. */
public final class PlainView implements FeedListener {
    private final Terminal terminal;
    private final Clock clock;
    private String last = "";

    public PlainView(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void sprint(Fields sprint) {
        var line = SprintLine.words(sprint);
        if (line.equals(last)) {
            return;
        }
        last = line;
        var cost = Words.cost(sprint.number("cost_usd"));
        terminal.line(
                clock.instant().truncatedTo(ChronoUnit.SECONDS) + "  " + line + (cost.isEmpty() ? "" : "  " + cost));
        terminal.out().flush();
    }

    @Override
    public void log(String text) {
        // The plain view tells of the steps; `sprint logs` tells the rest.
    }

    @Override
    public void notice(String text) {
        terminal.note(text);
    }

    @Override
    public void tick() {
        // Silence is written as silence.
    }
}
