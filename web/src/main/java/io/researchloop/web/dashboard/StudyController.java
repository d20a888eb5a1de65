package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.StudyCommands;
import io.researchloop.web.dashboard.view.LeaderboardView;
import io.researchloop.web.dashboard.view.SprintLine;
import io.researchloop.web.dashboard.view.Words;
import io.researchloop.web.result.LoopProgress;
import java.time.Clock;
import java.util.ArrayList;
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

    private final Configuration configuration;
    private final SprintStore sprints;
    private final SprintLines lines;
    private final SprintForms forms;
    private final StudyModel standings;
    private final StudyCommands commands;
    private final Clock clock;

    StudyController(
            Configuration configuration,
            SprintStore sprints,
            SprintLines lines,
            SprintForms forms,
            StudyModel standings,
            StudyCommands commands,
            Clock clock) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.lines = lines;
        this.forms = forms;
        this.standings = standings;
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
        StudyModel.Standing standing = standings.read(study, metric);
        model.addAttribute("board", LeaderboardView.of(standing.board(), clock.instant(), clock.getZone()));
        model.addAttribute("facts", standing.facts());
        model.addAttribute("loops", study.allowLoop());
        model.addAttribute(
                "study",
                StudyView.of(
                        configuration, study, commands.changes(name).values().keySet()));
        List<SprintLine> rows = rows(name, ROWS);
        model.addAttribute("rows", rows);
        model.addAttribute("form", forms.empty(name));
        List<String> live = live(rows, standing.loop());
        if (!live.isEmpty()) {
            model.addAttribute("live", LivePage.study(name, metric, live));
        }
        return "dashboard/study";
    }

    /** Ids of what may still change on the page. */
    private static List<String> live(List<SprintLine> rows, @Nullable LoopProgress loop) {
        List<String> ids = new ArrayList<>();
        rows.stream().filter(row -> row.ended() == null).map(SprintLine::id).forEach(ids::add);
        if (loop != null && !loop.loop().status().terminal()) {
            ids.add(loop.loop().id());
        }
        return ids;
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
        return lines.of(sprints.list(SprintFilter.study(study), null, limit).rows());
    }
}
