package io.researchloop.web.dashboard;

import io.researchloop.activities.config.NearestName;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.view.SprintLine;
import java.util.Comparator;
import java.util.List;
import org.springframework.stereotype.Component;

/** Sprints whose ids look like one that is not there, as a digit was mistyped or the end cut off. */
@Component
class NearSprints {
    /** So much of an id is taken to be right: one of 4,096 has it by chance. */
    private static final int BEGINNING = "sp-".length() + 3;
    /** Of the others. */
    private static final int WRONG = 2;

    private static final int LOOKED_AT = 200;
    private static final int SHOWN = 3;

    private final SprintStore sprints;
    private final SprintLines lines;

    NearSprints(SprintStore sprints, SprintLines lines) {
        this.sprints = sprints;
        this.lines = lines;
    }

    /** The nearest first. */
    List<SprintLine> to(String id) {
        if (!id.startsWith("sp-") || id.length() < BEGINNING) {
            return List.of();
        }
        return lines.of(sprints.startingWith(id.substring(0, BEGINNING), LOOKED_AT).stream()
                .filter(row -> row.id().startsWith(id) || NearestName.distance(row.id(), id) <= WRONG)
                .sorted(Comparator.comparingInt((SprintRow row) -> NearestName.distance(row.id(), id))
                        .thenComparing(SprintRow::id))
                .limit(SHOWN)
                .toList());
    }
}
