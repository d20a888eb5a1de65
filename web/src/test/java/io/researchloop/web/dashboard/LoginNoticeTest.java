package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.cookie;
import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.Configuration;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LoginNoticeTest {
    private static TestServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource({
        "/dashboard/sprints/sp-7c41d90e, sprint, sp-7c41d90e",
        "/dashboard/sprints/sp-7c41d90e/log?find=x, sprint, sp-7c41d90e",
        "/dashboard/loops/loop-3fa19c02/stop, loop, loop-3fa19c02",
        "/dashboard/studies/feature-absorption, study, feature-absorption",
        "/dashboard/sprints?status=failed, the list of sprints, ''",
        "/dashboard/sprints/cancel?id=sp-7c41d90e, the sprints to cancel, ''",
        "/dashboard/settings, the settings, ''",
        "/dashboard/settings/tokens/tok-1/revoke, the page that you asked for, ''",
        "/dashboard/sprints/call%20555, the page that you asked for, ''",
        "/dashboard/studies/Call%20555%20now, the page that you asked for, ''",
    })
    void namesWhatOneGoesOnAt(String wanted, String place, String name) {
        assertThat(LoginNotice.of(wanted, "")).isEqualTo(new LoginNotice("", place, name));
    }

    @Test
    void saysNothingWhereThereIsNothingToSay() {
        assertThat(LoginNotice.of(null, "")).isNull();
        assertThat(LoginNotice.of("/dashboard/", "")).isNull();
        assertThat(LoginNotice.of("/dashboard/", "It ended.")).isEqualTo(new LoginNotice("It ended.", "", ""));
    }

    @Test
    void theLoginSaysWhereOneGoesOnAndLeadsThere() {
        Http anonymous = server.http().with("Accept", "text/html");
        Answer refused = anonymous.get("/dashboard/sprints/sp-7c41d90e?x=1");
        assertThat(refused.header("Location")).isEqualTo("/dashboard/login");
        String wish = cookie(refused, "REDIRECT_URI");

        Answer page = anonymous.with("Cookie", wish).get("/dashboard/login");
        assertThat(page.body())
                .contains("After signing in you are back at sprint <code>sp-7c41d90e</code>.")
                .doesNotContain("Your session ended");

        Answer in = anonymous
                .with("Cookie", wish + "; " + cookie(page, "XSRF-TOKEN"))
                .form(
                        "/dashboard/login",
                        "password=" + encoded(TestServer.PASSWORD) + "&_csrf=" + encoded(csrf(page.body())));
        assertThat(in.header("Location")).startsWith("/dashboard/sprints/sp-7c41d90e?x=1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://elsewhere.example.org/dashboard-like",
                "https://elsewhere.example.org/dashboard//evil",
                "//elsewhere.example.org/dashboard/",
                "javascript:alert(1)",
                "not an address"
            })
    void aWishForAnotherServerIsNone(String wanted) {
        String wish = "REDIRECT_URI=" + Base64.getEncoder().encodeToString(wanted.getBytes(StandardCharsets.UTF_8));

        Answer page = server.http().with("Cookie", wish).get("/dashboard/login");

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).doesNotContain("After signing in").doesNotContain("elsewhere");
    }

    @Test
    void aSessionThatRanOutIsSaidToHaveEnded() throws SQLException {
        Http anonymous = server.http().with("Accept", "text/html");
        Answer form = anonymous.get("/dashboard/login");
        Answer in = anonymous
                .with("Cookie", cookie(form, "XSRF-TOKEN"))
                .form(
                        "/dashboard/login",
                        "password=" + encoded(TestServer.PASSWORD) + "&_csrf=" + encoded(csrf(form.body())));
        Http browser = anonymous.with("Cookie", cookie(in, "researchloop_session"));
        assertThat(browser.get("/dashboard/clusters").status()).isEqualTo(200);
        assertThat(browser.get("/dashboard/login").body()).doesNotContain("Your session ended");

        try (Connection database = DriverManager.getConnection(
                        "jdbc:sqlite:" + server.bean(Configuration.class).dbPath());
                Statement change = database.createStatement()) {
            change.executeUpdate("UPDATE api_token SET created_at = '2026-01-01T00:00:00.000Z'");
        }

        assertThat(browser.get("/dashboard/clusters").header("Location")).isEqualTo("/dashboard/login");
        assertThat(browser.get("/dashboard/login").body()).contains("Your session ended after 7 days.");
        assertThat(anonymous
                        .with("Cookie", "researchloop_session=rl_unknown")
                        .get("/dashboard/login")
                        .body())
                .doesNotContain("Your session ended");
    }
}
