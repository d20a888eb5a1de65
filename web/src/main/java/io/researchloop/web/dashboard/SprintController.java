package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintDetail;
import io.researchloop.web.dashboard.SprintPages.Place;
import io.researchloop.web.dashboard.log.LogPage;
import io.researchloop.web.dashboard.log.LogQuery;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** A sprint's page; each part of it has an address of its own. */
@Controller("dashboardSprint")
class SprintController {
    private final SprintPages pages;

    SprintController(SprintPages pages) {
        this.pages = pages;
    }

    /** The part that matters most: the report where there is one, what the agent does where it is at work. */
    @GetMapping("/dashboard/sprints/{id}")
    String sprint(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        if (!detail.row().status().terminal()) {
            return SprintPages.hasBegun(detail) ? log(model, detail, LogQuery.ALL, Place.END) : overview(id, model);
        }
        return pages.hasReport(id) ? report(id, model) : overview(id, model);
    }

    @GetMapping("/dashboard/sprints/{id}/overview")
    String overview(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "overview", "overview", pages.overview(detail));
    }

    @GetMapping("/dashboard/sprints/{id}/log")
    String log(
            @PathVariable String id,
            @RequestParam @Nullable String show,
            @RequestParam @Nullable String find,
            @RequestParam @Nullable Long before,
            @RequestParam @Nullable Long from,
            @RequestParam @Nullable Long at,
            @RequestParam @Nullable String step,
            @RequestParam @Nullable String sent,
            Model model) {
        SprintDetail detail = pages.detail(id);
        model.addAttribute("sent", sent != null);
        Place place = step == null ? new Place(before, from, at) : pages.step(detail, step);
        return log(model, detail, LogQuery.of(show, find), place);
    }

    private String log(Model model, SprintDetail detail, LogQuery query, Place place) {
        Map<String, Object> log = pages.log(detail, query, place);
        page(model, detail, "log", "log", log);
        return live(model, detail, log.get("log") instanceof LogPage page && page.later() == null ? "log" : "earlier");
    }

    /** What came to the log since, to be put to its end. */
    @GetMapping("/dashboard/sprints/{id}/log/more")
    String moreLog(
            @PathVariable String id,
            @RequestParam @Nullable String show,
            @RequestParam @Nullable String find,
            @RequestParam long from,
            Model model) {
        model.addAllAttributes(pages.log(pages.detail(id), LogQuery.of(show, find), Place.from(from)));
        return "dashboard/parts/log :: more";
    }

    @GetMapping("/dashboard/sprints/{id}/output")
    String output(
            @PathVariable String id,
            @RequestParam @Nullable Long before,
            @RequestParam @Nullable Long from,
            Model model) {
        SprintDetail detail = pages.detail(id);
        Place place = new Place(before, from, null);
        page(model, detail, "output", "output", pages.output(detail, place));
        return live(model, detail, place.end() ? "output" : "earlier");
    }

    @GetMapping("/dashboard/sprints/{id}/output/more")
    String moreOutput(@PathVariable String id, @RequestParam long from, Model model) {
        model.addAllAttributes(pages.output(pages.detail(id), Place.from(from)));
        return "dashboard/parts/output :: more";
    }

    @GetMapping("/dashboard/sprints/{id}/report")
    String report(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "report", "markdown", pages.report(detail));
    }

    @GetMapping({"/dashboard/sprints/{id}/findings", "/dashboard/sprints/{id}/findings/{round}"})
    String findings(@PathVariable String id, @PathVariable(required = false) @Nullable String round, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "findings", "markdown", pages.findings(detail, round == null ? "" : round));
    }

    @GetMapping("/dashboard/sprints/{id}/prompts")
    String prompts(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "prompts", "prompts", pages.prompts(detail));
    }

    @GetMapping("/dashboard/sprints/{id}/artifacts")
    String artifacts(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "artifacts", "artifacts", pages.artifacts(detail));
    }

    @GetMapping("/dashboard/sprints/{id}/attempts")
    String attempts(@PathVariable String id, Model model) {
        SprintDetail detail = pages.detail(id);
        return page(model, detail, "attempts", "attempts", Map.of());
    }

    private String page(Model model, SprintDetail detail, String tab, String template, Map<String, Object> part) {
        model.addAllAttributes(pages.frame(detail, tab, template));
        model.addAllAttributes(part);
        return live(model, detail, tab);
    }

    /** @param what the stream keeps up to date besides the frame; an earlier part of a text does not change any more */
    private static String live(Model model, SprintDetail detail, String what) {
        if (!detail.row().status().terminal()) {
            model.addAttribute("live", LivePage.sprint(detail.row().id(), what));
        }
        return "dashboard/sprint";
    }
}
