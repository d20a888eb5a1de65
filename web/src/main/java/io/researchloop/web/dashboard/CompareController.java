package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.ComparisonView;
import io.researchloop.web.result.Comparisons;
import java.time.Clock;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Sprints side by side. */
@Controller
class CompareController {
    private final Comparisons comparisons;
    private final Clock clock;

    CompareController(Comparisons comparisons, Clock clock) {
        this.comparisons = comparisons;
        this.clock = clock;
    }

    @GetMapping("/dashboard/compare")
    String compare(@RequestParam(defaultValue = "") String ids, Model model) {
        model.addAttribute("view", ComparisonView.of(comparisons.of(ids), clock));
        return "dashboard/compare";
    }
}
