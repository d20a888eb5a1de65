package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Terminal;
import io.researchloop.cli.terminal.Words;
import java.time.Clock;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** For a terminal: finished steps stay as lines, and below them one line lives with bar, step, time and cost. */
public final class LiveView implements FeedListener {
    private static final int BAR = 24;
    private static final String CLEAR = "\r\u001b[K";

    private final Terminal terminal;
    private final Clock clock;
    private final Set<String> told = new HashSet<>();
    private @Nullable Fields latest;

    public LiveView(Terminal terminal, Clock clock) {
        this.terminal = terminal;
        this.clock = clock;
    }

    @Override
    public void sprint(Fields sprint) {
        latest = sprint;
        for (var step : sprint.list("steps")) {
            var ended = !step.text("ended_at").isEmpty();
            if (ended && told.add(step.text("name") + "/" + step.text("attempt"))) {
                above(finished(step));
            }
        }
        draw();
    }

    @Override
    public void log(String text) {
        // The log would push the steps off the screen; `sprint logs -f` shows it.
    }

    @Override
    public void notice(String text) {
        above(terminal.style().dim(text));
        draw();
    }

    @Override
    public void tick() {
        draw();
    }

    /** Takes the live line away, so that what follows starts on a clean one. */
    public void close() {
        terminal.out().print(CLEAR);
        terminal.out().flush();
    }

    private void above(String line) {
        terminal.out().print(CLEAR + line + "\n");
    }

    private void draw() {
        var sprint = latest;
        if (sprint == null) {
            return;
        }
        var words = SprintLine.words(sprint);
        var from = sprint.text("started_at").isEmpty() ? sprint.text("created_at") : sprint.text("started_at");
        var time = Words.between(from, sprint.text("completed_at"), clock.instant());
        var cost = Words.cost(sprint.number("cost_usd"));
        var rest = words + (time.isEmpty() ? "" : "  " + time) + (cost.isEmpty() ? "" : "  " + cost);
        terminal.out()
                .print(CLEAR + terminal.style().good(Progress.bar(Progress.of(sprint), BAR)) + "  "
                        + Words.cut(rest, terminal.room(BAR + 3)));
        terminal.out().flush();
    }

    private String finished(Fields step) {
        var style = terminal.style();
        boolean bad = "failed".equals(step.text("status"));
        var cost = Words.cost(step.number("cost_usd"));
        return (bad ? style.bad("✗ ") : style.good("✓ "))
                + step.text("name")
                + style.dim("  " + Words.between(step.text("started_at"), step.text("ended_at"), clock.instant())
                        + (cost.isEmpty() ? "" : "  " + cost));
    }
}
