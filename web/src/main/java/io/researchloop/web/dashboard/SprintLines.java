package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.Metrics;
import io.researchloop.activities.store.QueueWaits;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.web.dashboard.view.Expected;
import io.researchloop.web.dashboard.view.MetricChange;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.StepPlace;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what the rows of a list say beyond their sprints' own rows: for all of them at once. */
@Component
class SprintLines {
    private final SprintStore sprints;
    private final Metrics metrics;
    private final QueueWaits waits;
    private final Configuration configuration;
    private final Clock clock;

    SprintLines(SprintStore sprints, Metrics metrics, QueueWaits waits, Configuration configuration, Clock clock) {
        this.sprints = sprints;
        this.metrics = metrics;
        this.waits = waits;
        this.configuration = configuration;
        this.clock = clock;
    }

    List<SprintLine> of(List<SprintRow> rows) {
        Instant now = clock.instant();
        Map<String, List<StepReport>> steps = sprints.steps(ids(rows, SprintStatus.RUNNING));
        Map<String, StudyValue> values = metrics.ofTheirStudies(ids(rows, SprintStatus.COMPLETED));
        return rows.stream()
                .map(row -> SprintLine.of(
                        row,
                        StepPlace.of(row.phase(), steps.getOrDefault(row.id(), List.of()), rounds(row)),
                        Optional.ofNullable(values.get(row.id()))
                                .map(MetricChange::of)
                                .orElse(null),
                        start(row, now),
                        now,
                        clock.getZone()))
                .toList();
    }

    /** By its scheduler alone: to judge by what others took would mean to look at all of its cluster, for each row. */
    private @Nullable Expected start(SprintRow row, Instant now) {
        return row.status() != SprintStatus.SUBMITTED
                ? null
                : waits.of(row.id())
                        .map(wait -> wait.expectedAfter(now))
                        .map(at -> Expected.byTheScheduler(at, clock))
                        .orElse(null);
    }

    private static List<String> ids(List<SprintRow> rows, SprintStatus status) {
        return rows.stream()
                .filter(row -> row.status() == status)
                .map(SprintRow::id)
                .toList();
    }

    private @Nullable Integer rounds(SprintRow row) {
        return configuration
                .study(row.studyName())
                .map(StudyConfig::redTeamMaxRounds)
                .orElse(null);
    }
}
