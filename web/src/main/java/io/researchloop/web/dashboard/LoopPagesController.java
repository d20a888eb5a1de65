package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.web.command.LoopCommands;
import io.researchloop.web.command.LoopRequest;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.web.dashboard.view.LoopLine;
import io.researchloop.web.dashboard.view.LoopView;
import io.researchloop.web.result.LoopReads;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** Loops: the list, each one's page, and what can be done to it. */
@Controller
class LoopPagesController {
    private static final int ROWS = 30;

    private final Configuration configuration;
    private final LoopReads loops;
    private final LoopModel views;
    private final LoopCommands commands;
    private final WorkflowGateway gateway;
    private final Clock clock;

    LoopPagesController(
            Configuration configuration,
            LoopReads loops,
            LoopModel views,
            LoopCommands commands,
            WorkflowGateway gateway,
            Clock clock) {
        this.configuration = configuration;
        this.loops = loops;
        this.views = views;
        this.commands = commands;
        this.gateway = gateway;
        this.clock = clock;
    }

    /** The form for a new loop, as it came. */
    record Typed(
            @Nullable String study,
            @Nullable String guidance,
            @Nullable String count,
            @Nullable String parallel,
            @Nullable String budget,
            @Nullable String metric,
            @Nullable String direction,
            @Nullable String target,
            @Nullable String patience,
            @Nullable String strategy,
            @Nullable String onFailure,
            @Nullable String approve,
            @Nullable String options,
            @Nullable String key) {
        static Typed empty(@Nullable String study) {
            return new Typed(
                    study,
                    "",
                    "5",
                    "1",
                    "",
                    "",
                    "max",
                    "",
                    "",
                    "linear",
                    "stop",
                    null,
                    "",
                    UUID.randomUUID().toString());
        }
    }

    @GetMapping("/dashboard/loops")
    String list(@RequestParam(required = false) @Nullable Long cursor, Model model) {
        LoopReads.Page page = loops.list(null, cursor, ROWS);
        model.addAttribute(
                "loops",
                page.loops().stream()
                        .map(loop -> LoopLine.of(loop, clock.instant(), clock.getZone()))
                        .toList());
        model.addAttribute("next", page.next());
        return "dashboard/loops";
    }

    @GetMapping("/dashboard/loops/{id}")
    String loop(@PathVariable String id, Model model) {
        LoopView view = views.read(id);
        model.addAttribute("loop", view);
        gateway.engine().historyUrl(id).ifPresent(url -> model.addAttribute("temporalUrl", url));
        if (view.live()) {
            model.addAttribute("live", LivePage.loop(id));
        }
        return "dashboard/loop";
    }

    @GetMapping("/dashboard/new-loop")
    String form(@RequestParam(required = false) @Nullable String study, Model model) {
        fill(model, Typed.empty(study), null);
        return "dashboard/new-loop";
    }

    @PostMapping("/dashboard/new-loop")
    ModelAndView start(@ModelAttribute Typed typed) {
        try {
            LoopRow loop = commands.start(request(typed));
            return new ModelAndView("redirect:/dashboard/loops/" + loop.id());
        } catch (Rejection refused) {
            ModelAndView page = new ModelAndView("dashboard/new-loop", HttpStatus.UNPROCESSABLE_CONTENT);
            fill(page, typed, refused.getMessage());
            return page;
        }
    }

    @PostMapping("/dashboard/loops/{id}/pause")
    String pause(@PathVariable String id) {
        commands.pause(id);
        return back(id);
    }

    @PostMapping("/dashboard/loops/{id}/resume")
    String resume(@PathVariable String id) {
        commands.resume(id);
        return back(id);
    }

    @GetMapping("/dashboard/loops/{id}/stop")
    String askStop(@PathVariable String id, Model model) {
        LoopView view = views.read(id);
        if (!view.canStop()) {
            return back(id);
        }
        model.addAttribute("loop", view);
        return "dashboard/loop-stop";
    }

    @PostMapping("/dashboard/loops/{id}/stop")
    String stop(@PathVariable String id, @RequestParam(defaultValue = "after") String when) {
        commands.stop(id, when.equals("now"), "Stopped on the dashboard");
        return back(id);
    }

    @PostMapping("/dashboard/loops/{id}/approve")
    String approve(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer position,
            @RequestParam(required = false) @Nullable String idea) {
        commands.approve(id, position, idea);
        return back(id);
    }

    @PostMapping("/dashboard/loops/{id}/reject")
    String reject(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable Integer position,
            @RequestParam(required = false) @Nullable String reason) {
        commands.reject(id, position, reason);
        return back(id);
    }

    @PostMapping("/dashboard/loops/{id}/change")
    String change(
            @PathVariable String id,
            @RequestParam(required = false) @Nullable String guidance,
            @RequestParam(required = false) @Nullable String count,
            @RequestParam(required = false) @Nullable String budget) {
        commands.change(
                id,
                Numbers.whole("Sprints", count),
                guidance == null ? "" : guidance,
                Numbers.amount("Budget", budget));
        return back(id);
    }

    private static String back(String id) {
        return "redirect:/dashboard/loops/" + id;
    }

    private static LoopRequest request(Typed typed) {
        return new LoopRequest(
                typed.study(),
                typed.guidance(),
                Numbers.whole("Sprints", typed.count()),
                Numbers.whole("At once", typed.parallel()),
                typed.approve() == null ? null : Boolean.TRUE,
                null,
                null,
                typed.onFailure(),
                typed.strategy(),
                null,
                typed.metric(),
                typed.direction(),
                Numbers.decimal("Target", typed.target()),
                Numbers.whole("Patience", typed.patience()),
                Numbers.amount("Budget", typed.budget()),
                null,
                null,
                OptionLines.read(typed.options()),
                null,
                null,
                typed.key() == null ? null : "form-" + typed.key());
    }

    private void fill(Model model, Typed typed, @Nullable String error) {
        model.addAttribute("studies", studies());
        model.addAttribute("form", typed);
        model.addAttribute("error", error);
    }

    private void fill(ModelAndView page, Typed typed, @Nullable String error) {
        page.addObject("studies", studies());
        page.addObject("form", typed);
        page.addObject("error", error);
    }

    /** Those that allow it. */
    private List<String> studies() {
        return configuration.studies().stream()
                .filter(StudyConfig::allowLoop)
                .map(StudyConfig::name)
                .toList();
    }
}
