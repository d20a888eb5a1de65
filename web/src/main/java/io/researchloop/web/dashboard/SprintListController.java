package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintOrder;
import io.researchloop.activities.store.SprintPage;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.dashboard.SprintListView.Heads;
import io.researchloop.web.dashboard.SprintListView.Order;
import io.researchloop.web.dashboard.SprintListView.Tab;
import io.researchloop.web.dashboard.view.StatusView;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;

/** All sprints, filtered, in an order, page by page. */
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
    private final SprintLines lines;
    private final Clock clock;

    SprintListController(Configuration configuration, SprintStore sprints, SprintLines lines, Clock clock) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.lines = lines;
        this.clock = clock;
    }

    @GetMapping("/dashboard/sprints")
    String list(@ModelAttribute ListAddress ask, Model model) {
        String error = null;
        SprintPage page = new SprintPage(List.of(), null);
        try {
            page = sprints.list(ask.filter(clock), ask.order(), ask.cursor(), PAGE);
        } catch (Rejection refused) {
            error = refused.getMessage();
        }
        model.addAttribute("rows", lines.of(page.rows()));
        model.addAttribute("list", view(ask, error, page));
        String live = live(ask, page.rows());
        if (live != null) {
            model.addAttribute("live", live);
        }
        return "dashboard/sprints";
    }

    private SprintListView view(ListAddress ask, @Nullable String error, SprintPage page) {
        Long next = page.nextCursor();
        return new SprintListView(
                ask,
                error,
                configuration.studies().stream().map(StudyConfig::name).toList(),
                tabs(ask),
                Order.all(ask.order()),
                Heads.of(ask),
                next == null ? null : ask.at(next).href(),
                ask.cursor() == null ? null : ask.at(null).href());
    }

    private List<Tab> tabs(ListAddress ask) {
        Map<SprintStatus, Integer> counts = sprints.counts();
        boolean countable = !ask.withStatus("").narrowed() && "".equals(ask.study());
        List<Tab> tabs = new ArrayList<>();
        int all = counts.values().stream().mapToInt(Integer::intValue).sum();
        tabs.add(tab(ask, "", "All", countable ? all : null));
        for (SprintStatus status : SHOWN) {
            StatusView view = StatusView.of(status);
            tabs.add(tab(ask, view.key(), view.word(), countable ? counts.getOrDefault(status, 0) : null));
        }
        return tabs;
    }

    private static Tab tab(ListAddress ask, String key, String word, @Nullable Integer count) {
        return new Tab(key, word, ask.withStatus(key).href(), key.equals(ask.status()), count);
    }

    /** The first page of all hears of new sprints too; any other only of its own. */
    private static @Nullable String live(ListAddress ask, List<SprintRow> rows) {
        List<String> ids = rows.stream()
                .filter(row -> !row.status().terminal())
                .map(SprintRow::id)
                .toList();
        boolean top = ask.cursor() == null && ask.order() == SprintOrder.NEWEST && !ask.narrowed();
        if (top) {
            return LivePage.newest(ids, rows.isEmpty() ? 0 : rows.get(0).seq(), String.valueOf(ask.study()));
        }
        return ids.isEmpty() ? null : LivePage.sprints(ids);
    }
}
