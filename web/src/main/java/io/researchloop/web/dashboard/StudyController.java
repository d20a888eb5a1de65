package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.StudyCommands;
import io.researchloop.web.dashboard.view.LeaderboardView;
import io.researchloop.web.dashboard.view.SpendView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.Words;
import io.researchloop.web.result.Leaderboards;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** The studies, and each with its sprints and its configuration as it resolves. */
@Controller("dashboardStudies")
class StudyController {
    private static final int ROWS = 15;
    private static final int PLACES = 10;

    private final Configuration configuration;
    private final SprintStore sprints;
    private final SprintForms forms;
    private final Leaderboards leaderboards;
    private final Spending spending;
    private final StudyCommands commands;
    private final Clock clock;

    StudyController(
            Configuration configuration,
            SprintStore sprints,
            SprintForms forms,
            Leaderboards leaderboards,
            Spending spending,
            StudyCommands commands,
            Clock clock) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.forms = forms;
        this.leaderboards = leaderboards;
        this.spending = spending;
        this.commands = commands;
        this.clock = clock;
    }

    /** @param last the newest sprint; null if there is none */
    record StudyLine(
            String name,
            String description,
            String cluster,
            String agent,
            String budget,
            @Nullable SprintLine last) {}

    @GetMapping("/dashboard/studies")
    String studies(Model model) {
        model.addAttribute(
                "studies", configuration.studies().stream().map(this::line).toList());
        return "dashboard/studies";
    }

    @GetMapping("/dashboard/studies/{name}")
    String study(@PathVariable String name, @RequestParam @Nullable String metric, Model model) {
        StudyConfig study = configuration.study(name).orElseThrow(() -> Rejection.unknown("There is no study " + name));
        model.addAttribute("board", board(name, metric));
        model.addAttribute("spend", SpendView.of(spending.ofStudy(name), study.budget()));
        model.addAttribute(
                "study",
                StudyView.of(
                        configuration, study, commands.changes(name).values().keySet()));
        List<SprintLine> rows = rows(name, ROWS);
        model.addAttribute("rows", rows);
        model.addAttribute("form", forms.empty(name));
        if (rows.stream().anyMatch(row -> row.ended() == null)) {
            model.addAttribute(
                    "live",
                    LivePage.sprints(rows.stream()
                            .filter(row -> row.ended() == null)
                            .map(SprintLine::id)
                            .toList()));
        }
        return "dashboard/study";
    }

    /** @param metric as {@link LeaderboardView#value} writes it; null or blank: what most sprints have */
    private LeaderboardView board(String study, @Nullable String metric) {
        String[] wanted = metric == null ? new String[] {""} : metric.split("\t", 2);
        return LeaderboardView.of(
                leaderboards.of(
                        study,
                        wanted[0].isBlank() ? null : wanted[0],
                        wanted.length == 2 ? wanted[1] : wanted[0].isBlank() ? null : "",
                        null,
                        PLACES),
                clock.instant(),
                clock.getZone());
    }

    private StudyLine line(StudyConfig study) {
        List<SprintLine> newest = rows(study.name(), 1);
        Double budget = study.maxCostUsd();
        return new StudyLine(
                study.name(),
                study.description(),
                study.cluster(),
                study.agent().word() + (study.model() == null ? "" : ", " + study.model()),
                budget == null ? "no limit" : Words.money(budget),
                newest.isEmpty() ? null : newest.get(0));
    }

    private List<SprintLine> rows(String study, int limit) {
        List<SprintRow> rows =
                sprints.list(SprintFilter.study(study), null, limit).rows();
        return rows.stream()
                .map(row -> SprintLine.of(row, clock.instant(), clock.getZone()))
                .toList();
    }
}
