package io.researchloop.web.api;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.StudyRow;
import io.researchloop.activities.store.StudyStore;
import io.researchloop.workflows.model.Budget;
import io.researchloop.workflows.model.Spend;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Lists the studies, with what they have spent. */
@RestController
class StudyApiController {
    private final StudyStore studies;
    private final Spending spending;
    private final Configuration configuration;

    StudyApiController(StudyStore studies, Spending spending, Configuration configuration) {
        this.studies = studies;
        this.spending = spending;
        this.configuration = configuration;
    }

    /**
     * The fields up to {@code source} are version 0.1's.
     *
     * @param spentUsd by all its sprints
     * @param maxCostUsd what they may spend together; null for no limit
     * @param gpuHours that their jobs ran with GPUs
     * @param maxGpuHours what they may use together; null for no limit
     */
    record StudyJson(
            String name,
            String cluster,
            String description,
            @Nullable String claudeMdPath,
            String sprintsDir,
            Instant createdAt,
            String configJson,
            String source,
            double spentUsd,
            @Nullable Double maxCostUsd,
            double gpuHours,
            @Nullable Double maxGpuHours) {}

    record StudyList(List<StudyJson> studies) {}

    @GetMapping("/api/studies")
    StudyList list() {
        return new StudyList(studies.all().stream().map(this::json).toList());
    }

    private StudyJson json(StudyRow study) {
        Spend spent = spending.ofStudy(study.name());
        Budget budget =
                configuration.study(study.name()).map(StudyConfig::budget).orElse(Budget.UNLIMITED);
        return new StudyJson(
                study.name(),
                study.cluster(),
                study.description(),
                study.claudeMdPath(),
                study.sprintsDir(),
                study.createdAt(),
                study.configJson(),
                study.source(),
                spent.costUsd(),
                budget.maxCostUsd(),
                spent.gpuHours(),
                budget.maxGpuHours());
    }
}
