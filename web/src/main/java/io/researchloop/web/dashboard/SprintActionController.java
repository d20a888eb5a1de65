package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.dashboard.view.MoreMemory;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** What can be done to a sprint. Each action has a page that asks, for those without script, and answers with a page. */
@Controller
class SprintActionController {
    private final SprintPages pages;
    private final SprintContexts contexts;
    private final SprintCommands commands;

    SprintActionController(SprintPages pages, SprintContexts contexts, SprintCommands commands) {
        this.pages = pages;
        this.contexts = contexts;
        this.commands = commands;
    }

    @GetMapping("/dashboard/sprints/{id}/cancel")
    String askCancel(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        if (detail.row().status().terminal()) {
            return "redirect:/dashboard/sprints/" + id;
        }
        model.addAttribute("view", pages.view(detail));
        return "dashboard/sprint-cancel";
    }

    @PostMapping("/dashboard/sprints/{id}/cancel")
    String cancel(@PathVariable String id) {
        commands.cancel(id, "Cancelled on the dashboard");
        return "redirect:/dashboard/sprints/" + pages.detail(id).row().id();
    }

    @PostMapping("/dashboard/sprints/{id}/refresh")
    String refresh(@PathVariable String id) {
        return "redirect:/dashboard/sprints/" + commands.refresh(id).id() + "?refreshing";
    }

    @GetMapping("/dashboard/sprints/{id}/resubmit")
    String askResubmit(@PathVariable String id, @RequestParam @Nullable String memory, Model model) {
        SprintDetail detail = pages.detail(id);
        model.addAttribute("view", pages.view(detail));
        model.addAttribute("idea", detail.idea());
        model.addAttribute("options", OptionLines.write(options(detail, memory != null)));
        model.addAttribute("key", UUID.randomUUID().toString());
        return "dashboard/sprint-resubmit";
    }

    private Map<String, String> options(SprintDetail detail, boolean moreMemory) {
        return moreMemory
                ? contexts.moreMemory(detail).map(MoreMemory::options).orElse(detail.jobOptions())
                : detail.jobOptions();
    }

    @PostMapping("/dashboard/sprints/{id}/resubmit")
    ModelAndView resubmit(
            @PathVariable String id,
            @RequestParam(defaultValue = "") String idea,
            @RequestParam(defaultValue = "") String options,
            @RequestParam @Nullable String key) {
        SprintDetail detail = pages.detail(id);
        try {
            SprintRow sprint =
                    commands.resubmit(id, idea, OptionLines.read(options), key == null ? null : "form-" + key, null);
            return new ModelAndView("redirect:/dashboard/sprints/" + sprint.id());
        } catch (Rejection refused) {
            ModelAndView page = new ModelAndView("dashboard/sprint-resubmit", HttpStatus.UNPROCESSABLE_CONTENT);
            page.addObject("view", pages.view(detail));
            page.addAllObjects(Map.of(
                    "idea", idea, "options", options, "key", key == null ? "" : key, "error", refused.getMessage()));
            return page;
        }
    }

    @PostMapping("/dashboard/sprints/{id}/message")
    String message(@PathVariable String id, @RequestParam(defaultValue = "") String text) {
        commands.message(id, text);
        return "redirect:/dashboard/sprints/" + pages.detail(id).row().id() + "/log?sent#message";
    }
}
