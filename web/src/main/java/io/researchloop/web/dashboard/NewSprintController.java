package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** A new sprint: the form on a page of its own, and where every form for a new sprint is sent to. */
@Controller
class NewSprintController {
    private final SprintForms forms;
    private final SprintStore sprints;
    private final SprintCommands commands;
    private final Configuration configuration;

    NewSprintController(SprintForms forms, SprintStore sprints, SprintCommands commands, Configuration configuration) {
        this.forms = forms;
        this.sprints = sprints;
        this.commands = commands;
        this.configuration = configuration;
    }

    /** @param from a sprint whose idea, options and budget are to be begun with */
    @GetMapping("/dashboard/new")
    String form(@RequestParam @Nullable String study, @RequestParam @Nullable String from, Model model) {
        model.addAttribute(
                "form",
                from == null
                        ? forms.empty(study)
                        : forms.like(sprints.detail(from)
                                .orElseThrow(() -> Rejection.unknown("There is no sprint " + from))));
        return "dashboard/new";
    }

    /** Shows what would be started, and keeps the form as it is. */
    @PostMapping(path = "/dashboard/new", params = "preview")
    ModelAndView preview(@ModelAttribute SprintForms.Typed typed) {
        ModelAndView page = new ModelAndView("dashboard/new");
        try {
            Map<String, String> options = OptionLines.read(typed.options());
            commands.check(typed.study(), options);
            Double unused = Numbers.amount("Budget", typed.budget());
            page.addObject("form", forms.typed(typed));
            SprintPreview.of(configuration, typed, options).ifPresent(preview -> page.addObject("preview", preview));
        } catch (Rejection refused) {
            page.setStatus(HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("form", forms.refused(typed, refused.getMessage()));
        }
        return page;
    }

    @PostMapping("/dashboard/new")
    ModelAndView start(@ModelAttribute SprintForms.Typed typed) {
        try {
            SprintRow sprint = commands.create(new NewSprintRequest(
                    typed.study(),
                    typed.idea(),
                    OptionLines.read(typed.options()),
                    blankToNull(typed.agent()),
                    blankToNull(typed.model()),
                    Numbers.amount("Budget", typed.budget()),
                    typed.key() == null ? null : "form-" + typed.key()));
            return new ModelAndView("redirect:/dashboard/sprints/" + sprint.id());
        } catch (Rejection refused) {
            ModelAndView page = new ModelAndView("dashboard/new", HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("form", forms.refused(typed, refused.getMessage()));
            return page;
        }
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }
}
