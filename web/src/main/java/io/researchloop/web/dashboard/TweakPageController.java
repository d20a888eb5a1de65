package io.researchloop.web.dashboard;

import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.TweakCommands;
import io.researchloop.web.dashboard.view.TweakView;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/** A finished sprint's tweaks: the form for another one, and what came of those before. */
@Controller
class TweakPageController {
    private final SprintPages pages;
    private final Tweaks tweaks;
    private final TweakCommands commands;
    private final ArtifactIndex index;
    private final Clock clock;

    TweakPageController(SprintPages pages, Tweaks tweaks, TweakCommands commands, ArtifactIndex index, Clock clock) {
        this.pages = pages;
        this.tweaks = tweaks;
        this.commands = commands;
        this.index = index;
        this.clock = clock;
    }

    /** What came with the form. */
    record Typed(
            @Nullable String instruction,
            @Nullable String hours,
            @Nullable String options,
            @Nullable String key) {}

    /** The form as it is shown. */
    record Form(String instruction, String hours, String options, String key) {}

    @GetMapping("/dashboard/sprints/{id}/tweak")
    String page(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        if (!detail.row().status().terminal()) {
            return "redirect:/dashboard/sprints/" + id;
        }
        model.addAttribute("view", pages.view(detail));
        model.addAttribute("tweaks", tweaks(id));
        model.addAttribute("form", new Form("", "", "", UUID.randomUUID().toString()));
        return "dashboard/sprint-tweak";
    }

    @PostMapping("/dashboard/sprints/{id}/tweak")
    ModelAndView start(@PathVariable String id, @ModelAttribute Typed typed) {
        SprintDetail detail = pages.detail(id);
        Form form = new Form(text(typed.instruction()), text(typed.hours()), text(typed.options()), text(typed.key()));
        try {
            commands.create(
                    id,
                    new TweakCommands.Request(
                            form.instruction(), OptionLines.read(form.options()), hours(form.hours()), null),
                    form.key().isEmpty() ? null : "form-" + form.key());
            return new ModelAndView("redirect:/dashboard/sprints/" + id + "/tweak");
        } catch (Rejection refused) {
            ModelAndView page = new ModelAndView("dashboard/sprint-tweak", HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("view", pages.view(detail));
            page.addObject("tweaks", tweaks(id));
            page.addObject("form", form);
            page.addObject("error", refused.getMessage());
            return page;
        }
    }

    @PostMapping("/dashboard/sprints/{id}/tweaks/{tweak}/cancel")
    String cancel(@PathVariable String id, @PathVariable String tweak) {
        if (!commands.find(tweak).sprintId().equals(id)) {
            throw Rejection.unknown("There is no tweak " + tweak + " of this sprint");
        }
        commands.cancel(tweak, "Cancelled on the dashboard");
        return "redirect:/dashboard/sprints/" + id + "/tweak";
    }

    private List<TweakView> tweaks(String id) {
        Set<String> files = index.list(id).stream().map(ArtifactRow::name).collect(Collectors.toSet());
        return tweaks.of(id).stream()
                .map(row -> TweakView.of(row, files, clock.instant(), clock.getZone()))
                .toList();
    }

    private static @Nullable Double hours(String text) {
        if (text.isEmpty()) {
            return null;
        }
        try {
            return Double.valueOf(text);
        } catch (NumberFormatException e) {
            throw Rejection.invalid("Time limit: expected hours like 2 or 0.5, found “" + text + "”");
        }
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value.strip();
    }
}
