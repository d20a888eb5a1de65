package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.TweakRow;
import io.researchloop.runner.protocol.SprintFiles;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tweak on its sprint's page.
 *
 * @param reportBefore name of the artifact with the report as it was before; null if there is none
 * @param startedBy the person, in words; null where nobody in particular is known
 * @param note why it ended, where that is worth a word; else empty
 * @param open true until it ends
 */
public record TweakView(
        String id,
        StatusView status,
        String instruction,
        String cost,
        When created,
        @Nullable String startedBy,
        @Nullable String reportBefore,
        String note,
        boolean open,
        boolean cancelling) {
    /** @param files names of the sprint's artifacts */
    public static TweakView of(TweakRow row, Set<String> files, Instant now, ZoneId zone) {
        String version = SprintFiles.reportVersion(row.number());
        boolean open = !row.status().terminal();
        String error = row.error();
        String cancelled = row.cancelReason();
        return new TweakView(
                row.id(),
                StatusView.of(row.status()),
                row.instruction(),
                row.startedAt() == null && row.costUsd() == 0 ? "" : Words.money(row.costUsd()),
                When.of(row.createdAt(), now, zone),
                row.startedBy(),
                files.contains(version) ? version : null,
                error != null ? error : cancelled == null ? "" : cancelled,
                open,
                open && cancelled != null);
    }
}
