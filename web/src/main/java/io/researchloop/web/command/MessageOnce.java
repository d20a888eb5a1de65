package io.researchloop.web.command;

import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.IdempotencyEntry;
import io.researchloop.activities.store.IdempotencyStore;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.runner.protocol.Sha256;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.stereotype.Component;

/** Says something to an agent at most once for each idempotency key. */
@Component
class MessageOnce {
    private final CommandStore commands;
    private final IdempotencyStore answers;

    MessageOnce(CommandStore commands, IdempotencyStore answers) {
        this.commands = commands;
        this.answers = answers;
    }

    /** @param allowed refuses a message that was not sent before */
    String send(SprintRow row, String text, String key, Consumer<SprintRow> allowed) {
        IdempotencyKeys.check(key);
        String route = "POST /api/sprints/" + row.id() + "/message";
        String hash = Sha256.of(text);
        Optional<IdempotencyEntry> before = answers.find(key, route);
        if (before.isEmpty()) {
            allowed.accept(row);
        }
        IdempotencyEntry answer = before.orElseGet(() -> commands.addOnce(row.id(), text, key, route, hash));
        IdempotencyKeys.checkSame(answer, hash);
        return answer.body();
    }
}
