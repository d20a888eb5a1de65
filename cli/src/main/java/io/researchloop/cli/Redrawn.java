package io.researchloop.cli;

import io.researchloop.cli.http.Unreachable;
import io.researchloop.cli.terminal.Fields;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows an answer again whenever it changes: in place on a terminal, one after the other in a pipe. */
final class Redrawn {
    private static final String HOME_AND_CLEAR = "\u001b[H\u001b[2J";

    private final Session session;
    private final Supplier<Fields> ask;
    private final Consumer<Fields> show;
    private final Predicate<Fields> goesOn;

    Redrawn(Session session, Supplier<Fields> ask, Consumer<Fields> show, Predicate<Fields> goesOn) {
        this.session = session;
        this.ask = ask;
        this.show = show;
        this.goesOn = goesOn;
    }

    /** Until nothing will change any more, or it is interrupted. A server that is away for a while is waited for. */
    void run() {
        Fields shown = null;
        long heard = System.nanoTime();
        while (true) {
            Fields answer = tryToAsk(heard);
            if (answer != null) {
                heard = System.nanoTime();
                shown = draw(answer, shown);
                if (!goesOn.test(answer)) {
                    return;
                }
            }
            if (!pause()) {
                return;
            }
        }
    }

    private Fields draw(Fields answer, @Nullable Fields shown) {
        boolean inPlace = session.terminal().live() && !session.json();
        if (inPlace) {
            session.terminal().out().print(HOME_AND_CLEAR);
        }
        // In place the ages count on even where nothing else changes.
        if (inPlace || shown == null || !shown.json().equals(answer.json())) {
            show.accept(answer);
        }
        session.terminal().out().flush();
        return answer;
    }

    private @Nullable Fields tryToAsk(long heard) {
        try {
            return ask.get();
        } catch (Unreachable e) {
            if (System.nanoTime() - heard > session.pace().patience().toNanos()) {
                throw e;
            }
            return null;
        }
    }

    private boolean pause() {
        try {
            Thread.sleep(session.pace().pause().toMillis());
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
