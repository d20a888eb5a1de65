package io.researchloop.web.dashboard;

import io.researchloop.web.security.Passwords;
import io.researchloop.web.security.SetupGate;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The pages for those who are not signed in; their forms are taken by the security room. */
@Controller
class SignInPages {
    private final Passwords passwords;
    private final SetupGate gate;

    SignInPages(Passwords passwords, SetupGate gate) {
        this.passwords = passwords;
        this.gate = gate;
    }

    /** @param problem why the last try was refused, as a word */
    @GetMapping("/dashboard/login")
    String login(@RequestParam @Nullable String problem, @RequestParam(defaultValue = "60") long seconds, Model model) {
        if (!passwords.exists()) {
            return "redirect:/dashboard/setup";
        }
        model.addAttribute("error", problem == null ? null : sentence(problem, seconds));
        return "dashboard/login";
    }

    @GetMapping("/dashboard/setup")
    String setup(
            @RequestParam @Nullable String problem,
            @RequestParam(defaultValue = "60") long seconds,
            HttpServletRequest request,
            Model model) {
        if (passwords.exists()) {
            return "redirect:/dashboard/login";
        }
        model.addAttribute("codeNeeded", !gate.atThisMachine(request));
        model.addAttribute(
                "error",
                problem == null
                        ? null
                        : problem.equals("password")
                                ? "The password needs at least 8 characters, and at most 72 bytes."
                                : sentence(problem, seconds));
        return "dashboard/setup";
    }

    private static String sentence(String problem, long seconds) {
        return switch (problem) {
            case "throttled" -> "Too many tries. The next one counts in " + Math.max(1, seconds) + " s.";
            case "code" -> "The setup code is not the one that the server printed at its start.";
            case "mismatch" -> "The two passwords differ.";
            default -> "That is not the password.";
        };
    }
}
