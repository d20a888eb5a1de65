package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.post;
import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static io.researchloop.web.dashboard.DashboardBrowser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.live.LiveStreams;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.support.StaticApplicationContext;

/** What an open page is sent, over real HTTP, on a server with a sprint in every state. */
@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class LiveStreamsTest {
    private static TestServer server;
    private static Http browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        new Seed(server).all();
        browser = signIn(server.http().with("Accept", "text/html"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void sendsWhatChangesToTheOpenPage() throws Exception {
        Iterator<String> lines = browser.stream("/dashboard/live/sprints/" + Seed.RUNNING + "/log")
                .body()
                .iterator();
        until(lines, "event: log");
        String end =
                more(browser.get("/dashboard/sprints/" + Seed.RUNNING + "/log").body());

        new Seed(server).heartbeat(Seed.RUNNING, 2, 4711);

        until(lines, "event: log");
        String news = browser.get(end).body();
        assertThat(news).contains("# heartbeat 4711").doesNotContain("<html");
        assertThat(browser.get(more(news)).body()).doesNotContain("heartbeat", "<p");
    }

    /** The web server waits for its requests when it stops; this is told before. */
    @Test
    void aServerThatEndsLetsThoseWhoWatchGoFirst(@TempDir Path folder) throws Exception {
        try (TestServer ending = TestServer.start(folder)) {
            Http watcher = signIn(ending.http().with("Accept", "text/html"));
            Iterator<String> lines =
                    watcher.stream("/dashboard/live/home").body().iterator();
            until(lines, "event: clusters");

            ending.bean(LiveStreams.class).onApplicationEvent(new ContextClosedEvent(new StaticApplicationContext()));

            until(lines, "no such line");
            assertThat(lines.hasNext()).isFalse();
            assertThat(watcher.get("/dashboard/").status()).isEqualTo(200);
        }
    }

    /** The address that a growing log's end asks at. */
    private static String more(String page) {
        Matcher address = Pattern.compile("hx-get=\"([^\"]*/more[^\"]*)\"").matcher(page);
        assertThat(address.find()).isTrue();
        return address.group(1).replace("&amp;", "&");
    }

    @Test
    void sendsTheHomePageAndTheListToo() throws Exception {
        assertThat(until(browser.stream("/dashboard/live/home").body().iterator(), "event: clusters"))
                .contains("event: running", "event: waiting", "event: ended", "event: needs-you");
        assertThat(until(
                        browser.stream("/dashboard/live/sprints?ids=" + Seed.RUNNING)
                                .body()
                                .iterator(),
                        "event: sprint:"))
                .contains("event: sprint:" + Seed.RUNNING);
        Iterator<String> study = browser.stream(
                        "/dashboard/live/studies/grokking?metric=absorption_rate&ids=" + Seed.RUNNING)
                .body()
                .iterator();
        assertThat(until(study, "event: facts")).contains("event: sprint:" + Seed.RUNNING);
        assertThat(until(study, "Best absorption rate")).contains("data: ");
        assertThat(browser.get("/dashboard/live/studies/nope?ids=sp-1").status())
                .isEqualTo(404);
        assertThat(until(browser.stream("/dashboard/live/clusters").body().iterator(), "event: check:here"))
                .contains("event: clusters", "1 of 4 used");
    }

    @Test
    void aCheckShowsEachLinkAsSoonAsItIsKnown() throws Exception {
        Iterator<String> lines =
                browser.stream("/dashboard/live/clusters").body().iterator();
        until(lines, "event: check:here");
        assertThat(browser.get("/dashboard/clusters").body()).contains("formaction=\"/dashboard/clusters/here/check\"");

        Answer begun = post(browser, "/dashboard/clusters/here/check", "");

        assertThat(begun.status()).isEqualTo(302);
        assertThat(begun.header("Location")).endsWith("/dashboard/clusters#here");
        until(lines, "within 5 s of this server");
        assertThat(until(lines, "within 5 s of this server"))
                .as("the list is a part of its own, after the whole")
                .contains("event: check:here", "Working directory");
        assertThat(browser.get("/dashboard/clusters").body())
                .contains("Passed: </span>Clock", "bash ", "answers from the login node");
        assertThat(post(browser, "/dashboard/clusters/check", "").status()).isEqualTo(302);
        assertThat(post(browser, "/dashboard/clusters/none/check", "").status()).isEqualTo(404);
    }
}
