package io.researchloop.web.command;

import io.researchloop.activities.store.IdempotencyEntry;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Sha256;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Creates a sprint at most once for each idempotency key. Sprint and key are committed together, so that no crash
 * leaves one without the other.
 */
@Component
class CreateOnce {
    private static final String ROUTE = "POST /api/sprints";

    private final SprintStore sprints;

    CreateOnce(SprintStore sprints) {
        this.sprints = sprints;
    }

    /** @return the id of the new sprint, or of the one that this key has made before */
    String create(NewSprint sprint, NewSprintRequest request, @Nullable String resubmitOf) {
        String key = request.idempotencyKey();
        if (key == null) {
            sprints.create(sprint);
            return sprint.id();
        }
        IdempotencyKeys.check(key);
        NewSprintRequest asked = request.withoutKey();
        String hash = Sha256.of(resubmitOf + "\n" + Json.write(asked));
        Optional<IdempotencyEntry> before =
                sprints.create(sprint, new IdempotencyEntry(key, ROUTE, hash, 201, sprint.id(), sprint.createdAt()));
        before.ifPresent(entry -> IdempotencyKeys.checkSame(entry, hash));
        return before.map(IdempotencyEntry::body).orElse(sprint.id());
    }
}
