package io.researchloop.web.start;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** A sprint's progress: a line for each step that is done and, on a terminal, one that moves for what goes on now. */
final class DemoProgress {
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean terminal;
    private final Instant start = Instant.now();
    private final Set<String> told = new HashSet<>();

    DemoProgress(PrintStream out, boolean terminal) {
        this.out = out;
        this.terminal = terminal;
    }

    void show(SprintDetail sprint) {
        for (StepReport step : sprint.steps()) {
            if (step.status() == StepStatus.RUNNING && !terminal && told.add(step.name() + " begins")) {
                out.printf("  %s  %-12s begins%n", clock(), words(step.name()));
            }
            if (step.status() == StepStatus.COMPLETED && told.add(step.name())) {
                out.printf(
                        Locale.ROOT,
                        "%s  %s  %-12s done in %.1f s, $%.2f%n",
                        terminal ? CLEAR_LINE : "",
                        clock(),
                        words(step.name()),
                        seconds(step),
                        step.usage().costUsd());
            }
        }
        if (terminal) {
            String phase = sprint.row().phase();
            String now = sprint.row().status().terminal() || phase == null ? "" : "  " + words(phase);
            out.printf(
                    Locale.ROOT,
                    "%s  %s  %s%s  $%.2f",
                    CLEAR_LINE,
                    clock(),
                    sprint.row().status().name().toLowerCase(Locale.ROOT),
                    now,
                    sprint.row().costUsd());
            out.flush();
            if (sprint.row().status().terminal()) {
                out.print(CLEAR_LINE);
            }
        }
    }

    private String clock() {
        long seconds = Duration.between(start, Instant.now()).toSeconds();
        return String.format(Locale.ROOT, "%02d:%02d", seconds / 60, seconds % 60);
    }

    private static double seconds(StepReport step) {
        return step.startedAt() == null || step.endedAt() == null
                ? 0
                : Duration.between(step.startedAt(), step.endedAt()).toMillis() / 1000.0;
    }

    private static String words(String step) {
        return step.replace('_', ' ');
    }
}
