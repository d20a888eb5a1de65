package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SprintPreviewTest {
    private static TestServer server;
    private static Http browser;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void showsWhatWouldStartAndStartsNothing() {
        Answer page = preview("idea=My+own+idea&budget=2.50&options=" + encoded("mem = 8G"));

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body())
                .contains("What would start", "nothing is started yet", "My own idea")
                .containsPattern("(?s)Budget</th>.{0,120}\\$2\\.50</b><span class=\"tag\">This sprint")
                .containsPattern("(?s)mem</code></th>.{0,120}8G</b></code><span class=\"tag\">This sprint");
        assertThat(server.bean(SprintStore.class)
                        .list(SprintFilter.ALL, null, 1)
                        .rows())
                .isEmpty();
    }

    @Test
    void saysWhatCouldNotBeStarted() {
        Answer option = preview("idea=x&options=" + encoded("no name! = mine"));
        Answer budget = preview("idea=x&budget=lots");

        assertThat(option.status()).isEqualTo(422);
        assertThat(option.body()).contains("is not the name of an option").doesNotContain("What would start");
        assertThat(budget.status()).isEqualTo(422);
    }

    private static Answer preview(String form) {
        String token = csrf(browser.get("/dashboard/new").body());
        return browser.form("/dashboard/new", "preview=yes&study=grokking&" + form + "&_csrf=" + encoded(token));
    }
}
