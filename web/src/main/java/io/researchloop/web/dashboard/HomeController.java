package io.researchloop.web.dashboard;

import io.researchloop.activities.config.Configuration;
import io.researchloop.web.dashboard.view.FirstSteps;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** What needs me, what runs, what waits, what ended. */
@Controller
class HomeController {
    private final HomeModel home;
    private final SprintForms forms;
    private final Configuration configuration;
    private final Clock clock;

    HomeController(HomeModel home, SprintForms forms, Configuration configuration, Clock clock) {
        this.home = home;
        this.forms = forms;
        this.configuration = configuration;
        this.clock = clock;
    }

    /** @param example what the form for the first sprint begins with */
    @GetMapping("/dashboard/")
    String home(
            @RequestParam(defaultValue = "") String example,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        LastVisit visit = LastVisit.of(request, clock.instant());
        response.addHeader(
                HttpHeaders.SET_COOKIE, visit.cookie(request.isSecure()).toString());
        HomeView view = home.read(visit.before());
        model.addAttribute("home", view);
        if (view.empty()) {
            model.addAttribute("first", FirstSteps.of(view.clusters(), configuration.studies()));
            model.addAttribute("examples", IdeaExample.values());
            model.addAttribute(
                    "form", IdeaExample.of(example).map(forms::begunWith).orElseGet(() -> forms.empty(null)));
        } else {
            model.addAttribute("live", LivePage.home(visit.before()));
        }
        return "dashboard/home";
    }

    @GetMapping("/dashboard")
    String withSlash() {
        return "redirect:/dashboard/";
    }
}
