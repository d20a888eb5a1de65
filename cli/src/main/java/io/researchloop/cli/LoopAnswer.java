package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;

/** Shows a loop after something was done to it. */
final class LoopAnswer {
    private LoopAnswer() {}

    static int tell(Session session, Fields answer) {
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            LoopShowCommand.print(
                    session, answer.object("loop").orElseThrow(() -> new Failure("The server showed no loop.")));
        }
        return 0;
    }
}
