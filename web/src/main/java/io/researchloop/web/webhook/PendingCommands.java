package io.researchloop.web.webhook;

import io.researchloop.activities.store.CommandStore;
import io.researchloop.runner.protocol.Command;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * What people want of runners. A command goes out in two answers before it counts as taken, because one answer may be
 * lost on its way; the runner knows a repeat by its id.
 */
@Component
class PendingCommands {
    private static final int MAX_REMEMBERED = 4096;

    private final CommandStore store;
    private final Set<String> handedOutOnce = new LinkedHashSet<>();

    PendingCommands(CommandStore store) {
        this.store = store;
    }

    List<Command> handOut(String sprintId) {
        List<Command> pending = store.pending(sprintId);
        if (!pending.isEmpty()) {
            List<String> taken = remember(pending);
            if (!taken.isEmpty()) {
                store.taken(taken);
            }
        }
        return pending;
    }

    /** @return those that go out for the second time */
    private synchronized List<String> remember(List<Command> pending) {
        List<String> second = new ArrayList<>();
        for (Command command : pending) {
            if (handedOutOnce.remove(command.id())) {
                second.add(command.id());
            } else {
                handedOutOnce.add(command.id());
            }
        }
        while (handedOutOnce.size() > MAX_REMEMBERED) {
            handedOutOnce.remove(handedOutOnce.iterator().next());
        }
        return second;
    }
}
