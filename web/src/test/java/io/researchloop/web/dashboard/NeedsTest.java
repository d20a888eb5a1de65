package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static io.researchloop.web.dashboard.DashboardBrowser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** How many things need somebody, on every page. */
class NeedsTest {
    private static final String NONE = "sse-swap=\"needs-badge\" hx-swap=\"outerHTML\" hidden=\"hidden\">";
    private static final String ONE = ">1<span class=\"vh\"> needs you</span></span>";

    private static TestServer server;
    private static Http browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        browser = signIn(server.http().with("Accept", "text/html"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aFailureCountsOnEveryPageAndOnThoseThatAreOpenAtOnce() throws Exception {
        Seed seed = new Seed(server);
        seed.running();
        assertThat(browser.get("/dashboard/settings").body()).contains(NONE);
        Iterator<String> ofAnotherSprint = open("sprints/" + Seed.RUNNING + "/overview");
        Iterator<String> ofRows = open("sprints?ids=" + Seed.RUNNING);

        seed.failed();

        assertThat(until(ofAnotherSprint, ONE)).endsWith(ONE + "\n");
        assertThat(until(ofRows, ONE)).endsWith(ONE + "\n");
        for (String page : new String[] {"", "settings", "sprints", "sprints/" + Seed.RUNNING, "sprints/sp-nope"}) {
            assertThat(browser.get("/dashboard/" + page).body()).as(page).contains(ONE);
        }
    }

    @Test
    void asManyAreCountedAsAreShown(@TempDir Path folder) throws Exception {
        try (TestServer own = TestServer.start(folder)) {
            Needs needs = own.bean(Needs.class);
            Seed seed = new Seed(own);
            Instant longAgo = Instant.now().minus(Duration.ofDays(30));
            for (int days = 0; days < 10; days++) {
                seed.failed("sp-0000000" + days, Duration.ofHours(24L * days + 1));
                seed.failed("sp-1000000" + days, Duration.ofHours(24L * days + 2));

                for (Instant lastVisit : new Instant[] {null, longAgo, Instant.now()}) {
                    assertThat(needs.count(lastVisit))
                            .isEqualTo(needs.read(lastVisit).size());
                }
            }
            assertThat(needs.count(null)).isEqualTo(2);
            // Five, and the others together.
            assertThat(needs.count(longAgo)).isEqualTo(6);
        }
    }

    private static Iterator<String> open(String page) throws IOException, InterruptedException {
        Iterator<String> lines =
                browser.stream("/dashboard/live/" + page).body().iterator();
        until(lines, "needs-badge");
        return lines;
    }
}
