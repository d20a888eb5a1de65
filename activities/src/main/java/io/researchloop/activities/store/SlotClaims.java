package io.researchloop.activities.store;

import io.researchloop.workflows.model.SprintStatus;
import io.researchloop.workflows.model.TweakId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Who wants slots of a cluster: sprints and tweaks, by their ids. */
public final class SlotClaims {
    /**
     * A sprint or a tweak.
     *
     * @param place in line; lower ones are served first
     * @param heartbeatAt when its runner was heard of last
     */
    public record Claimant(
            String id,
            SprintStatus status,
            int attempt,
            long place,
            @Nullable Instant heartbeatAt) {}

    private final SprintStore sprints;
    private final Tweaks tweaks;

    SlotClaims(SprintStore sprints, Tweaks tweaks) {
        this.sprints = sprints;
        this.tweaks = tweaks;
    }

    public Optional<Claimant> find(String id) {
        return TweakId.is(id)
                ? tweaks.find(id)
                        .map(row -> new Claimant(id, row.status(), row.attempt(), row.place(), row.heartbeatAt()))
                : sprints.find(id)
                        .map(row -> new Claimant(id, row.status(), row.attempt(), row.seq(), row.heartbeatAt()));
    }
}
