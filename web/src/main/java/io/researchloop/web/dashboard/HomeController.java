package io.researchloop.web.dashboard;

import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** What needs me, what runs, what waits, what ended. */
@Controller
class HomeController {
    private final HomeModel home;
    private final SprintForms forms;

    HomeController(HomeModel home, SprintForms forms) {
        this.home = home;
        this.forms = forms;
    }

    @GetMapping("/dashboard/")
    String home(Model model) {
        HomeView view = home.read();
        model.addAttribute("home", view);
        if (view.empty()) {
            model.addAttribute("form", forms.empty(null));
        } else {
            model.addAttribute("live", LivePage.HOME);
        }
        return "dashboard/home";
    }

    @GetMapping("/dashboard")
    String withSlash() {
        return "redirect:/dashboard/";
    }
}
