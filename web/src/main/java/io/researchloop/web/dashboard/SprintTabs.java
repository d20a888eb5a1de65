package io.researchloop.web.dashboard;

import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.runner.protocol.SprintFiles;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The parts of a sprint's page.
 *
 * @param current the path of the one that is shown
 * @param template draws it
 */
record SprintTabs(List<Tab> all, String current, String template, Set<String> files, boolean hasReport) {
    /** @param count 0: none is shown */
    record Tab(String path, String title, int count) {}

    static SprintTabs of(
            String current,
            String template,
            List<ArtifactRow> artifacts,
            int attempts,
            boolean hasReport,
            boolean terminal) {
        Set<String> files = artifacts.stream().map(ArtifactRow::name).collect(Collectors.toSet());
        boolean findings = files.stream().anyMatch(Documents::isFindings);
        List<Tab> tabs = new ArrayList<>();
        if (hasReport) {
            tabs.add(new Tab("report", "Report", 0));
        }
        Tab log = new Tab("log", "Agent log", 0);
        // Of one at work the log is what one comes for, of one that ended what came out.
        tabs.addAll(
                terminal
                        ? List.of(new Tab("overview", "Overview", 0), log)
                        : List.of(log, new Tab("overview", "Progress", 0)));
        tabs.add(new Tab("output", "Output", 0));
        if (findings) {
            tabs.add(new Tab("findings", "Findings", 0));
        }
        if (files.contains(SprintFiles.PROVENANCE)) {
            tabs.add(new Tab("prompts", "Prompts", 0));
        }
        tabs.add(new Tab("artifacts", "Artifacts", artifacts.size()));
        tabs.add(new Tab("attempts", "Attempts", attempts));
        return new SprintTabs(tabs, current, template, files, hasReport);
    }

    public boolean hasFile(String name) {
        return files.contains(name);
    }
}
