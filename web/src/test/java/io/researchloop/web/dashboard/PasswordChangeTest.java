package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PasswordChangeTest {
    @Test
    void setsUpSignsInAndChangesThePasswordWhichEndsOtherSessions(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder, "", Map.of())) {
            Http anonymous = server.http().with("Accept", "text/html");
            Answer setup = anonymous.get("/dashboard/setup");
            assertThat(setup.body()).contains("Set a password").doesNotContain("Setup code");
            Http visitor = anonymous.with("Cookie", cookie(setup, "XSRF-TOKEN"));
            Answer set = submit(visitor, setup, "/dashboard/setup", "password=first+password&repeat=first+password");
            Http other =
                    visitor.with("Cookie", cookie(setup, "XSRF-TOKEN") + "; " + cookie(set, "researchloop_session"));
            assertThat(other.get("/dashboard/").body()).contains("Start the first sprint");

            Answer in = submit(visitor, setup, "/dashboard/login", "password=first+password");
            Http me = anonymous.with("Cookie", cookie(setup, "XSRF-TOKEN") + "; " + cookie(in, "researchloop_session"));
            Answer page = me.get("/dashboard/settings");
            assertThat(page.body()).contains("Changing it ends all other sessions");
            assertThat(page.body()).contains("this one");
            Matcher end = Pattern.compile("/dashboard/settings/sessions/tok-[0-9a-f]+/end")
                    .matcher(page.body());
            assertThat(end.results()).as("other sessions").hasSize(1);
            end.reset();
            assertThat(end.find()).isTrue();
            assertThat(submit(me, page, end.group(), "").header("Location")).endsWith("/dashboard/settings#sessions");
            assertThat(other.get("/dashboard/").status()).isEqualTo(302);
            assertThat(me.get("/dashboard/settings").body()).doesNotContain("/sessions/tok-");

            assertThat(submit(me, page, "/dashboard/settings/password", "old=wrong&password=second+password")
                            .header("Location"))
                    .contains("password=wrong");
            Answer changed =
                    submit(me, page, "/dashboard/settings/password", "old=first+password&password=second+password");

            assertThat(changed.header("Location")).contains("password=changed");
            assertThat(me.get("/dashboard/").status()).isEqualTo(302);
            Http again = anonymous.with("Cookie", cookie(changed, "researchloop_session"));
            assertThat(again.get("/dashboard/settings?password=changed").body()).contains("The password is changed");
        }
    }

    private static Answer submit(Http browser, Answer page, String path, String form) {
        Matcher field = Pattern.compile("name=\"_csrf\" value=\"([^\"]+)\"").matcher(page.body());
        assertThat(field.find()).isTrue();
        return browser.form(path, form + "&_csrf=" + URLEncoder.encode(field.group(1), StandardCharsets.UTF_8));
    }

    private static String cookie(Answer answer, String name) {
        return answer.response().headers().allValues("Set-Cookie").stream()
                .filter(cookie -> cookie.startsWith(name + "="))
                .map(cookie -> cookie.replaceFirst(";.*", ""))
                .findFirst()
                .orElseThrow();
    }
}
