package io.researchloop.web.dashboard.view;

import io.researchloop.activities.config.StudyConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What there has to be for a first sprint, and what there is of it. */
public record FirstSteps(List<Step> steps) {
    private static final int NAMED = 3;

    /**
     * @param status the key of its colour and its icon
     * @param when it was found so; null if that says nothing
     * @param href where to go on from here; null if there is nothing to do
     */
    public record Step(
            String status,
            String title,
            String note,
            @Nullable When when,
            @Nullable String href,
            String action) {
        private static Step done(String title, String note, @Nullable When when) {
            return new Step("completed", title, note, when, null, "");
        }

        public boolean done() {
            return status.equals("completed");
        }
    }

    /** @param clusters that answer, as far as is known: one that does not is told before anything else */
    public static FirstSteps of(List<ClusterView> clusters, List<StudyConfig> studies) {
        List<Step> steps = new ArrayList<>();
        clusters.forEach(cluster -> steps.add(step(cluster)));
        steps.add(step(studies));
        if (!studies.isEmpty()) {
            StudyConfig study = studies.get(0);
            String budget = study.maxCostUsd() == null
                    ? ", without a limit of its cost"
                    : "; stops at " + Words.money(study.maxCostUsd());
            String note = "by the agent " + study.agent().word() + ", in " + Words.duration(study.maxSprintDuration())
                    + " at most" + budget;
            steps.add(new Step("pending", "First sprint", note, null, null, ""));
        }
        return new FirstSteps(steps);
    }

    public String head() {
        return steps.stream().filter(Step::done).count() + " of " + steps.size() + " done";
    }

    private static Step step(ClusterView cluster) {
        String page = "/dashboard/clusters#" + cluster.name();
        CheckView check = cluster.check();
        if (check != null && !check.running()) {
            return step(cluster, check, page);
        }
        if (cluster.seen() != null) {
            return Step.done("Cluster " + cluster.name() + " answers", cluster.scheduler() + ", seen", cluster.seen());
        }
        return cluster.local()
                ? Step.done("Sprints run on this machine", "as cluster " + cluster.name(), null)
                : new Step(
                        "pending",
                        "Cluster " + cluster.name() + " was not asked yet",
                        cluster.scheduler(),
                        null,
                        page,
                        "Check it");
    }

    private static Step step(ClusterView cluster, CheckView check, String page) {
        List<CheckView.Line> wrong =
                check.lines().stream().filter(line -> !line.passed()).toList();
        if (wrong.isEmpty()) {
            String passed =
                    cluster.scheduler() + ", " + Words.counted(check.lines().size(), "check") + " passed";
            return Step.done("Cluster " + cluster.name() + " answers", passed, check.when());
        }
        CheckView.Line first = wrong.get(0);
        String title = "Cluster " + cluster.name() + " cannot be used yet";
        return new Step("failed", title, first.name() + ": " + first.detail(), check.when(), page, "What to do");
    }

    private static Step step(List<StudyConfig> studies) {
        if (studies.isEmpty()) {
            return new Step("pending", "A study", "there is none in researchloop.toml yet", null, null, "");
        }
        if (studies.size() == 1) {
            StudyConfig study = studies.get(0);
            return Step.done("Study " + study.name() + " is there", "on cluster " + study.cluster(), null);
        }
        String names = studies.stream().limit(NAMED).map(StudyConfig::name).collect(Collectors.joining(", "));
        return Step.done(studies.size() + " studies are there", studies.size() > NAMED ? names + ", …" : names, null);
    }
}
