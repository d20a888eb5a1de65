package io.researchloop.activities.inspection;

import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The list as it fills, which whoever watches is told after every change. */
final class Findings {
    private final Map<Link, Finding> findings = new EnumMap<>(Link.class);
    private final Consumer<List<Finding>> watcher;

    /** @param links those that will be looked at */
    Findings(Collection<Link> links, Consumer<List<Finding>> watcher) {
        this.watcher = watcher;
        links.forEach(link -> findings.put(link, Finding.notTried(link)));
    }

    void looking(Link link) {
        put(Finding.looking(link));
    }

    void put(Finding finding) {
        findings.put(finding.link(), finding);
        watcher.accept(list());
    }

    List<Finding> list() {
        return List.copyOf(findings.values());
    }
}
