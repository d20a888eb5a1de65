package io.researchloop.web.dashboard;

import io.researchloop.web.security.AccessTokens;
import io.researchloop.web.security.Passwords;
import io.researchloop.web.security.SessionCookie;
import io.researchloop.web.security.SetupGate;
import io.researchloop.web.security.WantedPage;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
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
    private final AccessTokens tokens;
    private final WantedPage wanted;

    SignInPages(Passwords passwords, SetupGate gate, AccessTokens tokens, WantedPage wanted) {
        this.passwords = passwords;
        this.gate = gate;
        this.tokens = tokens;
        this.wanted = wanted;
    }

    /** @param problem why the last try was refused, as a word */
    @GetMapping("/dashboard/login")
    String login(
            @RequestParam @Nullable String problem,
            @RequestParam(defaultValue = "60") long seconds,
            HttpServletRequest request,
            HttpServletResponse response,
            Model model) {
        if (!passwords.exists()) {
            return "redirect:/dashboard/setup";
        }
        model.addAttribute("error", problem == null ? null : sentence(problem, seconds));
        model.addAttribute("notice", LoginNotice.of(wanted.of(request, response).orElse(null), ended(request)));
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

    /** Only where the browser shows a session that has run out; of others nobody knows why they are gone. */
    private String ended(HttpServletRequest request) {
        return tokens.hasRunOut(SessionCookie.read(request))
                ? "Your session ended after " + AccessTokens.SESSION.toDays() + " days."
                : "";
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
