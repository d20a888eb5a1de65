package io.researchloop.web.dashboard;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.web.dashboard.view.SprintLine;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Cancels the sprints that were selected in a list; a page names them first. */
@Controller
class BulkCancelController {
    private static final int MOST = 200;

    private final SprintStore sprints;
    private final SprintCommands commands;
    private final Clock clock;

    BulkCancelController(SprintStore sprints, SprintCommands commands, Clock clock) {
        this.sprints = sprints;
        this.commands = commands;
        this.clock = clock;
    }

    /** What has ended meanwhile, or is being cancelled already, is left out. */
    @GetMapping("/dashboard/sprints/cancel")
    String ask(@RequestParam(defaultValue = "") List<String> id, Model model) {
        List<SprintLine> selected = id.stream()
                .distinct()
                .limit(MOST)
                .map(sprints::find)
                .flatMap(Optional::stream)
                .filter(BulkCancelController::canBe)
                .map(row -> SprintLine.of(row, clock.instant(), clock.getZone()))
                .toList();
        model.addAttribute("rows", selected);
        return "dashboard/sprints-cancel";
    }

    @PostMapping("/dashboard/sprints/cancel")
    String cancel(@RequestParam(defaultValue = "") List<String> id) {
        id.stream()
                .distinct()
                .limit(MOST)
                .filter(each -> sprints.find(each).isPresent())
                .forEach(each -> commands.cancel(each, "Cancelled on the dashboard"));
        return "redirect:/dashboard/sprints";
    }

    private static boolean canBe(SprintRow row) {
        return !row.status().terminal() && row.cancelReason() == null;
    }
}
