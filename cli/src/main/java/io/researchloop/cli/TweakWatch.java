package io.researchloop.cli;

import io.researchloop.cli.http.Unreachable;
import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Words;
import java.time.Duration;
import java.util.Set;

/** Follows a tweak to its end, one line for each new state. */
final class TweakWatch {
    private static final Set<String> ENDS = Set.of("completed", "failed", "cancelled");

    private final Session session;
    private final SprintId tweak;
    private Duration lost = Duration.ZERO;

    TweakWatch(Session session, SprintId tweak) {
        this.session = session;
        this.tweak = tweak;
    }

    /** The exit code: 0 when it completed. */
    int follow() {
        var status = "";
        while (!ENDS.contains(status)) {
            if (!status.isEmpty()) {
                pause();
            }
            var now = look();
            if (!now.text("status").equals(status)) {
                status = now.text("status");
                tell(now, status);
            }
        }
        return status.equals("completed") ? 0 : 1;
    }

    /** A server that is being started anew is waited for. */
    private Fields look() {
        while (true) {
            try {
                var answer = session.server().get(tweak.tweakPath());
                lost = Duration.ZERO;
                return answer.object("tweak").orElse(answer);
            } catch (Unreachable e) {
                lost = lost.plus(session.pace().pause());
                if (lost.compareTo(session.pace().patience()) > 0) {
                    throw e;
                }
                pause();
            }
        }
    }

    private void tell(Fields now, String status) {
        var terminal = session.terminal();
        if (session.json()) {
            terminal.jsonLine(now.json());
            return;
        }
        var job = now.text("job_id");
        terminal.line("Tweak " + tweak + " of sprint " + now.text("sprint_id") + " is "
                + session.style().status(status) + (job.isEmpty() || ENDS.contains(status) ? "" : ", job " + job)
                + ".");
        if (ENDS.contains(status)) {
            terminal.line("It cost " + Words.cost(now.number("cost_usd")) + ".");
            if (!now.block("error").isBlank()) {
                terminal.line("\n" + now.block("error").stripTrailing());
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(session.pace().pause().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted; the tweak goes on.", e);
        }
    }
}
