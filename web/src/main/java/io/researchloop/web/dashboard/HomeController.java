package io.researchloop.web.dashboard;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What needs me, what runs, what waits, what ended. */
@Controller
class HomeController {
    private final HomeModel home;
    private final SprintForms forms;
    private final Clock clock;

    HomeController(HomeModel home, SprintForms forms, Clock clock) {
        this.home = home;
        this.forms = forms;
        this.clock = clock;
    }

    @GetMapping("/dashboard/")
    String home(HttpServletRequest request, HttpServletResponse response, Model model) {
        LastVisit visit = LastVisit.of(request, clock.instant());
        response.addHeader(
                HttpHeaders.SET_COOKIE, visit.cookie(request.isSecure()).toString());
        HomeView view = home.read(visit.before());
        model.addAttribute("home", view);
        if (view.empty()) {
            model.addAttribute("form", forms.empty(null));
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
