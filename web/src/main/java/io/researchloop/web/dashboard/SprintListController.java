package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintPage;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.dashboard.SprintListView.Tab;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.StatusView;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.util.UriComponentsBuilder;

/** All sprints, filtered, page by page. */
@Controller
class SprintListController {
    private static final int PAGE = 50;
    private static final List<SprintStatus> SHOWN = List.of(
            SprintStatus.RUNNING,
            SprintStatus.SUBMITTED,
            SprintStatus.QUEUED,
            SprintStatus.COMPLETED,
            SprintStatus.FAILED,
            SprintStatus.CANCELLED);

    private final Configuration configuration;
    private final SprintStore sprints;
    private final Clock clock;

    SprintListController(Configuration configuration, SprintStore sprints, Clock clock) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.clock = clock;
    }

    @GetMapping("/dashboard/sprints")
    String list(
            @RequestParam(defaultValue = "") String q,
            @RequestParam(defaultValue = "") String study,
            @RequestParam(defaultValue = "") String status,
            @RequestParam @Nullable Long before,
            Model model) {
        Optional<SprintStatus> wanted = statusOf(status);
        SprintPage page = sprints.list(
                new SprintFilter(
                        study.isBlank() ? null : study, wanted.orElse(null), q.isBlank() ? null : q.strip(), null),
                before,
                PAGE);
        model.addAttribute(
                "rows",
                page.rows().stream()
                        .map(row -> SprintLine.of(row, clock.instant(), clock.getZone()))
                        .toList());
        Filter filter = new Filter(
                q.strip(), study, wanted.map(SprintListController::key).orElse(""));
        model.addAttribute("list", view(filter, before, page));
        if (page.rows().stream().anyMatch(row -> !row.status().terminal())) {
            model.addAttribute("live", LivePage.sprints(liveIds(page.rows())));
        }
        return "dashboard/sprints";
    }

    private record Filter(String q, String study, String status) {
        String href(String otherStatus, @Nullable Long before) {
            UriComponentsBuilder uri = UriComponentsBuilder.fromPath("/dashboard/sprints");
            if (!q.isEmpty()) {
                uri.queryParam("q", "{q}");
            }
            if (!study.isEmpty()) {
                uri.queryParam("study", "{study}");
            }
            if (!otherStatus.isEmpty()) {
                uri.queryParam("status", otherStatus);
            }
            if (before != null) {
                uri.queryParam("before", before);
            }
            return uri.encode().buildAndExpand(Map.of("q", q, "study", study)).toUriString();
        }
    }

    private SprintListView view(Filter filter, @Nullable Long before, SprintPage page) {
        Map<SprintStatus, Integer> counts = sprints.counts();
        boolean countable = filter.q().isEmpty() && filter.study().isEmpty();
        List<Tab> tabs = new ArrayList<>();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        tabs.add(new Tab("", "All", filter.href("", null), filter.status().isEmpty(), countable ? all : null));
        for (SprintStatus status : SHOWN) {
            StatusView view = StatusView.of(status);
            tabs.add(new Tab(
                    view.key(),
                    view.word(),
                    filter.href(view.key(), null),
                    filter.status().equals(view.key()),
                    countable ? counts.getOrDefault(status, 0) : null));
        }
        Long next = page.nextCursor();
        return new SprintListView(
                configuration.studies().stream().map(StudyConfig::name).toList(),
                filter.q(),
                filter.study(),
                filter.status(),
                tabs,
                next == null ? null : filter.href(filter.status(), next),
                before == null ? null : filter.href(filter.status(), null));
    }

    private static List<String> liveIds(List<SprintRow> rows) {
        return rows.stream()
                .filter(row -> !row.status().terminal())
                .map(SprintRow::id)
                .toList();
    }

    private static Optional<SprintStatus> statusOf(String key) {
        return Stream.of(SprintStatus.values())
                .filter(status -> key(status).equals(key.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    private static String key(SprintStatus status) {
        return status.name().toLowerCase(Locale.ROOT);
    }
}
