package io.researchloop.web.dashboard;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.metric.Metric;
import io.researchloop.activities.store.MetricRank;
import io.researchloop.activities.store.Metrics;
import io.researchloop.activities.store.QueueWaits;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.StudyMetric;
import io.researchloop.activities.store.StudyValue;
import io.researchloop.runner.protocol.Critique;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.web.dashboard.log.FilePart;
import io.researchloop.web.dashboard.view.FinalWords;
import io.researchloop.web.dashboard.view.Measured;
import io.researchloop.web.dashboard.view.MoreMemory;
import io.researchloop.web.dashboard.view.SprintContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a sprint's page says of its surroundings: its study, the scheduler's queue, the files it left. */
@Component
class SprintContexts {
    private static final Pattern RED_TEAM = Pattern.compile("red_team_(\\d{1,4})");

    private final SprintStore sprints;
    private final Metrics metrics;
    private final ArtifactFiles files;
    private final QueueWaits waits;
    private final Configuration configuration;

    SprintContexts(
            SprintStore sprints, Metrics metrics, ArtifactFiles files, QueueWaits waits, Configuration configuration) {
        this.sprints = sprints;
        this.metrics = metrics;
        this.files = files;
        this.waits = waits;
        this.configuration = configuration;
    }

    SprintContext of(SprintDetail detail) {
        SprintRow row = detail.row();
        return switch (row.status()) {
            case FAILED ->
                SprintContext.failed(
                        new FinalWords.Collected(
                                end(row.id(), SprintFiles.OUTPUT_LOG),
                                end(row.id(), SprintFiles.JOB_OUTPUT),
                                end(row.id(), SprintFiles.TOOL_LOG)),
                        moreMemory(detail),
                        verdicts(detail));
            case COMPLETED -> SprintContext.completed(measured(row), verdicts(detail));
            case CANCELLED -> SprintContext.cancelled(verdicts(detail));
            case RUNNING ->
                SprintContext.of(
                        waits.of(row.id()),
                        sprints.runTimes(row.studyName(), row.agent(), Forecasts.FINISHED),
                        configuration.study(row.studyName()).map(StudyConfig::redTeamMaxRounds));
            case PENDING, QUEUED, SUBMITTED -> SprintContext.of(waits.of(row.id()), List.of(), Optional.empty());
        };
    }

    /** Empty too if its cluster is not configured any more. */
    Optional<MoreMemory> moreMemory(SprintDetail detail) {
        return configuration
                .cluster(detail.row().cluster())
                .flatMap(cluster -> MoreMemory.of(detail, cluster.schedulerType(), cluster.retryMemoryFactor()));
    }

    private @Nullable String end(String id, String name) {
        Optional<Path> file = files.find(id, name);
        try {
            return file.isEmpty() ? null : FilePart.before(file.get(), null).text();
        } catch (IOException e) {
            throw new UncheckedIOException("reading " + name + " of " + id, e);
        }
    }

    private Measured measured(SprintRow row) {
        List<StudyValue> values = metrics.comparedOf(row.id());
        StudyMetric common =
                metrics.inStudy(row.studyName()).stream().findFirst().orElse(null);
        Metric main = values.stream()
                .map(StudyValue::metric)
                .filter(metric -> common != null
                        && metric.name().equals(common.name())
                        && metric.split().equals(common.split()))
                .findFirst()
                .orElse(null);
        return new Measured(values, main, main == null || common == null ? null : rank(row, common, main));
    }

    private @Nullable MetricRank rank(SprintRow row, StudyMetric common, Metric main) {
        return main.direction() == null
                ? null
                : metrics.rank(row, common, main.direction(), main.value()).orElse(null);
    }

    /** Of rounds whose runner was too old to read its critique: what was collected of it has the verdict, if there is one. */
    private Map<String, String> verdicts(SprintDetail detail) {
        Map<String, String> verdicts = new LinkedHashMap<>();
        for (StepReport step : detail.steps()) {
            Matcher round = RED_TEAM.matcher(step.name());
            if (step.issues() == null && step.status() == StepStatus.COMPLETED && round.matches()) {
                critique(detail.row().id(), Integer.parseInt(round.group(1)))
                        .filter(Critique::findsNothingCritical)
                        .ifPresent(text -> verdicts.put(step.name(), "No critical issues"));
            }
        }
        return verdicts;
    }

    private Optional<String> critique(String id, int round) {
        return files.find(id, SprintFiles.redTeamRound(round)).map(file -> {
            try (InputStream in = Files.newInputStream(file)) {
                return new String(in.readNBytes(Critique.MAX_BYTES), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("reading the critique of " + id, e);
            }
        });
    }
}
