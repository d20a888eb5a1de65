package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Terminal;

/** For programs: the sprint as one JSON line at each change. */
public final class JsonView implements FeedListener {
    private final Terminal terminal;

    public JsonView(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public void sprint(Fields sprint) {
        terminal.jsonLine(sprint.json());
    }

    @Override
    public void log(String text) {
        // A reader of states does not expect other lines.
    }

    @Override
    public void notice(String text) {
        terminal.note(text);
    }

    @Override
    public void tick() {
        // Nothing changed.
    }
}
