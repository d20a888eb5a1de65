package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.TweakRow;
import java.time.Duration;
import java.time.Instant;

/**
 * A tweak in a slot of its cluster.
 *
 * @param took how long it runs; empty before it does
 */
public record TweakLine(String sprint, String title, StatusView status, String took) {
    static TweakLine of(TweakRow row, Instant now) {
        Instant begun = row.attemptStartedAt();
        return new TweakLine(
                row.sprintId(),
                Words.title(row.instruction()),
                StatusView.of(row.status()),
                begun == null ? "" : Words.duration(Duration.between(begun, now)));
    }
}
