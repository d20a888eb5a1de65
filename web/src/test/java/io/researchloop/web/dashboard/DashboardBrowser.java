package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser does on the dashboard, without one: signs in, sends forms with their token, reads what is live. */
final class DashboardBrowser {
    private DashboardBrowser() {}

    /** The lines up to the one that holds the words. */
    static String until(Iterator<String> lines, String words) {
        StringBuilder seen = new StringBuilder();
        while (lines.hasNext()) {
            String line = lines.next();
            seen.append(line).append('\n');
            if (line.contains(words)) {
                break;
            }
        }
        return seen.toString();
    }

    /** Sends a form with the token that a page of this browser gives. */
    static Answer post(Http browser, String path, String form) {
        String token = csrf(browser.get("/dashboard/new").body());
        return browser.form(path, form + "&_csrf=" + encoded(token));
    }

    /** The same browser, with a session. */
    static Http signIn(Http anonymous) {
        Answer page = anonymous.get("/dashboard/login");
        String csrfCookie = cookie(page, "XSRF-TOKEN");
        Answer in = anonymous
                .with("Cookie", csrfCookie)
                .form(
                        "/dashboard/login",
                        "password=" + encoded(TestServer.PASSWORD) + "&_csrf=" + encoded(csrf(page.body())));
        assertThat(in.status()).isEqualTo(303);
        return anonymous.with("Cookie", csrfCookie + "; " + cookie(in, "researchloop_session"));
    }

    /** A cookie that an answer sets, as a request sends it. */
    static String cookie(Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }

    /** The token in a page's form. */
    static String csrf(String page) {
        Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page);
        assertThat(field.find()).as(page).isTrue();
        return field.group(1);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
