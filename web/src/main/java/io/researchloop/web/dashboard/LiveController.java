package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.dashboard.view.ClusterView;
import io.researchloop.web.dashboard.view.LoopView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.StudyFacts;
import io.researchloop.web.live.LiveSource;
import io.researchloop.web.live.LiveStreams;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The streams behind the pages: one a page, which sends the page's parts again when they have changed. */
@Controller
class LiveController {
    private static final int MAX_IDS = 100;
    private static final List<String> SPRINT_PARTS =
            List.of("status", "notice", "facts", "steps", "attempts", "details", "announcement");

    private final LiveStreams streams;
    private final Fragments fragments;
    private final HomeModel home;
    private final ClusterModel clusters;
    private final SprintPages pages;
    private final Configuration configuration;
    private final StudyModel studies;
    private final LoopModel loops;
    private final SprintStore sprints;
    private final SprintLines lines;
    private final Needs needs;
    private final Clock clock;

    LiveController(
            LiveStreams streams,
            Fragments fragments,
            HomeModel home,
            ClusterModel clusters,
            SprintPages pages,
            Configuration configuration,
            StudyModel studies,
            LoopModel loops,
            SprintStore sprints,
            SprintLines lines,
            Needs needs,
            Clock clock) {
        this.streams = streams;
        this.fragments = fragments;
        this.home = home;
        this.clusters = clusters;
        this.pages = pages;
        this.configuration = configuration;
        this.studies = studies;
        this.loops = loops;
        this.sprints = sprints;
        this.lines = lines;
        this.needs = needs;
        this.clock = clock;
    }

    /**
     * A page's stream, and the number at Home that every page has.
     *
     * @param sprintIds whose changes the page is told; empty: all
     */
    private void open(
            HttpServletRequest request,
            HttpServletResponse response,
            Set<String> sprintIds,
            @Nullable Instant lastVisit,
            LiveSource page)
            throws IOException {
        LiveSource badge = new ChangedParts(() -> fragments.once("needs:" + lastVisit, () -> badge(lastVisit)));
        streams.openToAll(request, response, sprintIds, (changed, client) -> {
            boolean wanted = changed == null || sprintIds.isEmpty() || sprintIds.contains(changed);
            return badge.tell(changed, client) && (!wanted || page.tell(changed, client));
        });
    }

    private void open(HttpServletRequest request, HttpServletResponse response, Set<String> sprintIds, LiveSource page)
            throws IOException {
        open(
                request,
                response,
                sprintIds,
                LastVisit.of(request, clock.instant()).before(),
                page);
    }

    private Map<String, String> badge(@Nullable Instant lastVisit) {
        return Map.of("needs-badge", fragments.render("parts/needs", "badge", Map.of("needs", needs.count(lastVisit))));
    }

    @GetMapping("/dashboard/live/home")
    void home(@RequestParam @Nullable Long since, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        Instant lastVisit = since == null ? null : Instant.ofEpochSecond(since);
        open(
                request,
                response,
                Set.of(),
                lastVisit,
                new ChangedParts(() -> fragments.once("home:" + lastVisit, () -> homeParts(lastVisit))));
    }

    @GetMapping("/dashboard/live/clusters")
    void clusters(HttpServletRequest request, HttpServletResponse response) throws IOException {
        open(request, response, Set.of(), new ChangedParts(() -> fragments.once("clusters", this::clusterParts)));
    }

    @GetMapping("/dashboard/live/loops/{id}")
    void loop(@PathVariable String id, HttpServletRequest request, HttpServletResponse response) throws IOException {
        loops.read(id);
        open(request, response, Set.of(id), new ChangedParts(() -> fragments.once("loop:" + id, () -> loopParts(id))));
    }

    /** The rows, and the numbers above them, which change with the rows and with the study's loop. */
    @GetMapping("/dashboard/live/studies/{name}")
    void study(
            @PathVariable String name,
            @RequestParam(defaultValue = "") List<String> ids,
            @RequestParam @Nullable String metric,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        // What is unknown is refused before the stream begins.
        studyParts(name, metric);
        Set<String> wanted = wanted(ids);
        LiveSource rows = new ListRows(wanted, new RowReader(name), null);
        LiveSource facts = new ChangedParts(() -> studyParts(name, metric));
        open(request, response, wanted, (changed, client) -> rows.tell(changed, client) && facts.tell(changed, client));
    }

    /** @param newest the seq of the list's newest sprint; null: those that come are not told of */
    @GetMapping("/dashboard/live/sprints")
    void rows(
            @RequestParam(defaultValue = "") List<String> ids,
            @RequestParam @Nullable Long newest,
            @RequestParam(defaultValue = "") String study,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        Set<String> wanted = wanted(ids);
        Predicate<SprintRow> newcomer = newest == null
                ? null
                : row -> row.seq() > newest
                        && (study.isEmpty() || row.studyName().equals(study));
        open(
                request,
                response,
                newest == null ? wanted : Set.of(),
                new ListRows(wanted, new RowReader(study), newcomer));
    }

    @GetMapping("/dashboard/live/sprints/{id}/{tab}")
    void sprint(
            @PathVariable String id, @PathVariable String tab, HttpServletRequest request, HttpServletResponse response)
            throws IOException {
        if (sprints.find(id).isEmpty()) {
            throw Rejection.unknown("There is no sprint " + id);
        }
        open(
                request,
                response,
                Set.of(id),
                new ChangedParts(() -> fragments.once("sprint:" + id + "/" + tab, () -> sprintParts(id, tab))));
    }

    /** A check is a part of its own as well: the button that began it has the focus, and holds the rest back. */
    private Map<String, String> clusterParts() {
        ClustersView page = clusters.page();
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("cluster-counts", fragments.render("parts/clusters", "counts", Map.of("page", page)));
        parts.put("clusters", fragments.render("parts/clusters", "all", Map.of("page", page)));
        for (ClusterView cluster : page.clusters()) {
            parts.put("check:" + cluster.name(), fragments.render("parts/clusters", "check", Map.of("c", cluster)));
        }
        return parts;
    }

    private Map<String, String> studyParts(String name, @Nullable String metric) {
        StudyConfig study = configuration.study(name).orElseThrow(() -> Rejection.unknown("There is no study " + name));
        return fragments.once("study:" + name + "/" + metric, () -> {
            StudyFacts facts = studies.read(study, metric).facts();
            return Map.of("facts", fragments.render("parts/study", "facts", Map.of("facts", facts)));
        });
    }

    private static Set<String> wanted(List<String> ids) {
        return new LinkedHashSet<>(ids.subList(0, Math.min(ids.size(), MAX_IDS)));
    }

    /** A loop that has ended has another page. */
    private Map<String, String> loopParts(String id) {
        LoopView view = loops.read(id);
        Map<String, String> parts = new LinkedHashMap<>();
        if (!view.live()) {
            parts.put("refresh", "ended");
            return parts;
        }
        for (String part : List.of("status", "facts", "tree", "chart", "rules", "spend")) {
            parts.put(part, fragments.render("parts/loop", part, Map.of("loop", view)));
        }
        return parts;
    }

    private Map<String, String> homeParts(@Nullable Instant lastVisit) {
        Map<String, Object> model = Map.of("home", home.read(lastVisit));
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("home-counts", fragments.render("parts/home", "counts", model));
        parts.put("needs-you", fragments.render("parts/home", "needs", model));
        for (String part : List.of("running", "waiting", "ended", "spend", "clusters")) {
            parts.put(part, fragments.render("parts/home", part, model));
        }
        return parts;
    }

    private final class RowReader implements ListRows.Reader {
        private final String study;

        RowReader(String study) {
            this.study = study;
        }

        @Override
        public Optional<SprintRow> find(String id) {
            return sprints.find(id);
        }

        @Override
        public List<SprintRow> newest() {
            return sprints.list(SprintFilter.study(study.isEmpty() ? null : study), null, MAX_IDS)
                    .rows();
        }

        @Override
        public String row(SprintRow row) {
            String part = "sprint:" + row.id();
            return fragments.once(part, () -> Map.of(part, draw(row))).getOrDefault(part, "");
        }

        private String draw(SprintRow row) {
            SprintLine line = lines.of(List.of(row)).get(0);
            return fragments.render("parts/sprint-row", "row", Map.of("s", line));
        }

        @Override
        public String arrivals(int count) {
            return fragments.render("parts/sprint-table", "arrivals", Map.of("arrived", count));
        }
    }

    /** A sprint that has ended has another page: other actions, other parts. The browser is told to get it. */
    private Map<String, String> sprintParts(String id, String tab) {
        SprintDetail detail = pages.detail(id);
        Map<String, String> parts = new LinkedHashMap<>();
        if (detail.row().status().terminal()) {
            parts.put("refresh", "ended");
            return parts;
        }
        Map<String, Object> model = pages.frame(detail, tab, "");
        for (String part : SPRINT_PARTS) {
            parts.put(part.equals("announcement") ? "announce" : part, fragments.render("parts/sprint", part, model));
        }
        switch (tab) {
            case "overview" ->
                parts.put("progress", fragments.render("parts/text", "progress", pages.overview(detail)));
            case "log", "output" ->
                // Only that there may be more: the page asks for what it has not got.
                parts.put(tab, detail.live() == null ? "" : detail.live().at().toString());
            default -> {
                // The other parts do not change while one looks at them.
            }
        }
        return parts;
    }
}
