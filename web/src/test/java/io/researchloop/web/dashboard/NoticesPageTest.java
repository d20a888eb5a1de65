package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.activities.notification.Notices;
import io.researchloop.activities.store.Notice;
import io.researchloop.activities.store.NoticeLog;
import io.researchloop.activities.store.NoticeSubject;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Notifications on the pages and over the API, on a server without an engine: nothing may wait for one. */
class NoticesPageTest {
    private static TestServer server;
    private static Http browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(
                folder,
                "shared_secret = \"" + TestServer.SECRET + "\"\n[ntfy]\nurl = \"http://127.0.0.1:9\"\n"
                        + "topic = \"lab\"\ntoken = \"tk_hidden\"\n[[notifications.rule]]\nstudy = \"grokking\"\n"
                        + "ntfy = [\"loop_needs_approval\"]\n",
                Map.of("DASHBOARD_PASSWORD", TestServer.PASSWORD));
        browser = signIn(server.http().with("Accept", "text/html"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void settingsShowChannelsAndRulesWithoutSecrets() {
        String page = browser.get("/dashboard/settings").body();

        assertThat(page)
                .contains("http://127.0.0.1:9, topic lab", "Send a test", "All studies", "loop needs approval")
                .contains("Not set up: bot_token and channel_id under [slack]")
                .doesNotContain("tk_hidden");
    }

    @Test
    void aTestIsOnItsWayWhenThePageAnswers() {
        Answer answer = DashboardBrowser.post(browser, "/dashboard/settings/notifications/ntfy/test", "");

        assertThat(answer.status()).isEqualTo(302);
        assertThat(browser.get("/dashboard/settings").body()).contains("ResearchLoop: a test", "On its way");
        assertThat(DashboardBrowser.post(browser, "/dashboard/settings/notifications/slack/test", "")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void whatDoesNotArriveIsShownOnHomeAndSettings() {
        // Before the first sprint the home page has nothing but the way to it.
        server.bean(SprintCommands.class).create(NewSprintRequest.of("grokking", "An idea"));
        server.bean(Notices.class)
                .raise(new Notice(
                        "e-1",
                        NotificationEvent.FAILED,
                        NoticeSubject.study("none"),
                        null,
                        "<script>alert(1)</script>",
                        ""));
        server.bean(NoticeLog.class).notDelivered("e-1", "ntfy", "http://127.0.0.1:9 cannot be reached");

        assertThat(browser.get("/dashboard/").body())
                .contains("Notices do not arrive on ntfy", "127.0.0.1:9 cannot be reached");
        assertThat(browser.get("/dashboard/settings").body())
                .contains("Tried 1 time", "127.0.0.1:9 cannot be reached", "&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert");
    }

    @Test
    void theApiSendsTestsAndSaysWhatBecameOfThem() {
        Http program = server.http().secret();

        Answer sent = program.post("/api/notifications/test", "{}");
        assertThat(sent.status()).isEqualTo(202);
        assertThat(sent.body()).contains("\"channel\":\"ntfy\"", "\"state\":\"pending\"");
        assertThat(program.get("/api/notifications").body()).contains("ResearchLoop: a test", "\"event\":\"test\"");

        Answer refused = program.post("/api/notifications/test", "{\"channel\":\"pigeon\"}");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.body()).contains("expected one of ntfy");
    }
}
