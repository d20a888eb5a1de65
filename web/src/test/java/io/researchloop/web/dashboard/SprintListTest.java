package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static io.researchloop.web.dashboard.DashboardBrowser.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.store.Metrics;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The list of sprints: its orders, its pages, what is done to many at once, what comes while it is open. */
class SprintListTest {
    private static final Pattern ROW = Pattern.compile("data-live=\"sprint:(sp-[0-9a-f]{8})\"");

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
    void cancelsWhatWasSelectedAndNothingElse() {
        String first = create("The first");
        String second = create("The second");
        String third = create("The third");

        String page = browser.get("/dashboard/sprints").body();
        assertThat(page).contains("name=\"id\" value=\"" + first + "\"");
        String question = browser.get("/dashboard/sprints/cancel?id=" + first + "&id=" + second + "&id=" + first)
                .body();
        assertThat(question)
                .contains("Cancel 2 sprints?", "The first", "The second")
                .doesNotContain("The third");
        Answer done = browser.form(
                "/dashboard/sprints/cancel",
                "id=" + first + "&id=" + second + "&id=sp-00000000&_csrf=" + encoded(csrf(question)));

        assertThat(done.status()).isEqualTo(302);
        assertThat(cancelled(first)).isTrue();
        assertThat(cancelled(second)).isTrue();
        assertThat(cancelled(third)).isFalse();
        assertThat(browser.form("/dashboard/sprints/cancel", "id=" + third).status())
                .isEqualTo(403);
    }

    @Test
    void aRowNamesWhoStartedItsSprintWhereThatIsKnown() {
        create("Started by nobody in particular");
        assertThat(browser.get("/dashboard/sprints?q=particular").body()).doesNotContain("Started by </span>");

        server.bean(SprintCommands.class)
                .create(NewSprintRequest.of("grokking", "Started by somebody we know"), "Slack user U1");

        assertThat(browser.get("/dashboard/sprints?q=somebody").body())
                .contains("<span class=\"vh\">Started by </span>Slack user U1</span>");
    }

    @Test
    void turnsItsPagesInEachOrderAndKeepsTheFilter() {
        for (int i = 0; i < 53; i++) {
            create("Many " + i);
        }

        String first = browser.get("/dashboard/sprints?study=grokking&sort=cheapest&loop=")
                .body();
        Matcher next = Pattern.compile("href=\"([^\"]+)\" rel=\"next\"").matcher(first);

        assertThat(rows(first)).isEqualTo(50);
        assertThat(next.find()).isTrue();
        String second = browser.get(next.group(1).replace("&amp;", "&")).body();
        assertThat(next.group(1)).contains("study=grokking", "sort=cheapest", "cursor=");
        assertThat(rows(second)).isPositive();
        assertThat(second).contains("First page").doesNotContain("rel=\"next\"");
    }

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void saysWhatHasComeSinceItWasDrawn() throws Exception {
        create("There before");
        String page = browser.get("/dashboard/sprints").body();
        Matcher stream = Pattern.compile("sse-connect=\"([^\"]+)\"").matcher(page);
        assertThat(stream.find()).isTrue();
        create("While nobody listened");
        Iterator<String> lines =
                browser.stream(stream.group(1).replace("&amp;", "&")).body().iterator();

        assertThat(until(lines, "show it")).contains("event: arrivals", "1 new sprint: show it");
        create("While it is open");
        assertThat(until(lines, "show them")).contains("event: arrivals", "2 new sprints: show them");
    }

    @Test
    void aRowSaysWhenItsSchedulerReckonsThatItsJobStarts() {
        String id = create("Waits for a node");
        SprintStore sprints = server.bean(SprintStore.class);
        SprintLines lines = new SprintLines(
                sprints,
                server.bean(Metrics.class),
                sprint -> Optional.of(new QueueWait(null, Instant.now().plusSeconds(7200))),
                server.bean(Configuration.class),
                Clock.systemUTC());
        String waiting = row(lines, sprints.find(id).orElseThrow());

        sprints.project(new SprintProjection(
                id, 9, SprintStatus.SUBMITTED, 1, 0, 0, null, 0, null, null, null, null, null, null, null));
        String submitted = row(lines, sprints.find(id).orElseThrow());

        assertThat(waiting).doesNotContain("starts about");
        assertThat(submitted).contains(", starts about <time", "<span class=\"vh\">, as its scheduler reckons</span>");
    }

    private static String row(SprintLines lines, SprintRow row) {
        return server.bean(Fragments.class)
                .render(
                        "parts/sprint-row",
                        "row",
                        Map.of("s", lines.of(List.of(row)).get(0)));
    }

    private static String create(String idea) {
        String token = csrf(browser.get("/dashboard/new").body());
        return browser.form("/dashboard/new", "study=grokking&idea=" + encoded(idea) + "&_csrf=" + encoded(token))
                .header("Location")
                .replaceFirst(".*/", "");
    }

    private static boolean cancelled(String id) {
        return server.bean(SprintStore.class).find(id).orElseThrow().cancelReason() != null;
    }

    private static long rows(String page) {
        return ROW.matcher(page).results().count();
    }
}
