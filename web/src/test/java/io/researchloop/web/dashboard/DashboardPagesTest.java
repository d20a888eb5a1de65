package io.researchloop.web.dashboard;

import static io.researchloop.web.dashboard.DashboardBrowser.csrf;
import static io.researchloop.web.dashboard.DashboardBrowser.encoded;
import static io.researchloop.web.dashboard.DashboardBrowser.signIn;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.store.CommandStore;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.runner.protocol.Command;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page over real HTTP, on a server with a sprint in every state. */
class DashboardPagesTest {
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

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/dashboard/ | 131k latents on layer 12",
                "/dashboard/ | 1st of 2 on here",
                "/dashboard/ | 2 of at most 9</span>",
                "/dashboard/ | <span class=\"faint\">too early to say</span>",
                "/dashboard/ | <span class=\"faint\">in a moment</span>",
                "/dashboard/settings | <span class=\"vh\"> needs you</span>",
                "/dashboard/sprints | Condition on wind stress",
                "/dashboard/sprints | Red-team 1, step 2 of at most 9",
                "/dashboard/studies/grokking | Red-team 1, step 2 of at most 9",
                "/dashboard/sprints | probe f1 <b>0.912</b></td>",
                "/dashboard/ | probe f1 <b>0.912</b></td>",
                "/dashboard/sprints?status=failed | 131k latents",
                "/dashboard/sprints?status=failed | 1 of 1, newest first",
                "/dashboard/sprints?q=topk | 1 shown, newest first",
                "/dashboard/sprints?q=topk | TopK instead of L1",
                "/dashboard/sprints?q=nothinglikeit | No sprint matches",
                "/dashboard/sprints?q=pairwise+penalty | Matryoshka widths",
                "/dashboard/sprints?sort=dearest | Most expensive first",
                "/dashboard/sprints?sort=ended_last | >Ended <",
                "/dashboard/sprints?since=2020-01-01&until=2020-01-02 | No sprint matches these filters",
                "/dashboard/sprints?since=soon | expected a day like 2026-11-23",
                "/dashboard/sprints?loop=loop-none | No sprint matches these filters",
                "/dashboard/sprints/cancel?id=sp-7c41d90e&id=sp-2b90e1f4 | Cancel 1 sprint?",
                "/dashboard/sprints/cancel?id=sp-2b90e1f4 | Nothing to cancel",
                "/dashboard/sprints/cancel | Nothing to cancel",
                "/dashboard/studies | Why networks learn late",
                "/dashboard/studies/grokking | Configuration as it resolves",
                "/dashboard/studies/grokking | Leaderboard by probe f1 ↑",
                "/dashboard/studies/grokking?metric=absorption_rate | Leaderboard by absorption rate ↓",
                "/dashboard/studies/grokking | <dt>Best probe f1</dt><dd>0.912 <small><a href=\"/dashboard/sprints/sp-2b90e1f4\"",
                "/dashboard/studies/grokking?metric=absorption_rate | lower is better</dd>",
                "/dashboard/studies/grokking | 1 completed</small></dd><dd class=\"note\">1 failed, 1 cancelled</dd>",
                "/dashboard/studies/grokking | </svg>1 running</span></dd><dd class=\"note\">2 in the queue",
                "/dashboard/studies/grokking | href=\"/dashboard/new-loop?study=grokking\"",
                "/dashboard/compare?ids=sp-2b90e1f4,sp-e50b7712 | 131k latents on layer 12",
                "/dashboard/studies/grokking | <code><b>3</b></code><span class=\"tag\">Default</span>",
                "/dashboard/new | What should be found out?",
                "/dashboard/new?from=sp-e50b7712 | 131k latents on layer 12",
                "/dashboard/clusters | 1 of 4 used",
                "/dashboard/settings | API tokens",
                "/dashboard/sprints/sp-7c41d90e | Red-team 1",
                "/dashboard/sprints/sp-7c41d90e | <label for=\"msg\">Message to the agent</label>",
                "/dashboard/sprints/sp-7c41d90e | <p>1: Preempted after 45 min</p>",
                "/dashboard/sprints/sp-7c41d90e | , after 8 min in the queue</p>",
                "/dashboard/sprints/sp-7c41d90e | sp-7c41d90e/log?step=research\">Research",
                "/dashboard/sprints/sp-7c41d90e/overview | baseline",
                "/dashboard/sprints/sp-c60e9d12 | Nothing is written yet",
                "/dashboard/sprints/sp-7c41d90e/log | python check_l0.py",
                "/dashboard/sprints/sp-7c41d90e/log?show=words | so the two are not at equal L0",
                "/dashboard/sprints/sp-7c41d90e/log?find=EQUAL%20l0 | not at <mark>equal L0</mark> where it counts",
                "/dashboard/sprints/sp-7c41d90e/log?find=equal&show=words | log/more?show=words&amp;find=equal&amp;from=",
                "/dashboard/sprints/sp-7c41d90e/log?show=errors | 0 found in all ",
                "/dashboard/sprints/sp-2b90e1f4/log?find=ls | 40 found in ",
                "/dashboard/sprints/sp-2b90e1f4/log?find=ls | \" rel=\"next\">Find more",
                "/dashboard/sprints/sp-2b90e1f4/log?find=%26%3Cb%3E | value=\"&amp;&lt;b&gt;\"",
                "/dashboard/sprints/sp-2b90e1f4/log?find=%26x | log?show=errors&amp;find=%26x\"",
                "/dashboard/sprints/sp-2b90e1f4/log?at=75000 | id=\"at75",
                "/dashboard/sprints/sp-7c41d90e/output | seed 0",
                "/dashboard/sprints/sp-7c41d90e | <dt>Node</dt><dd><code>gpu-a12</code></dd>",
                "/dashboard/sprints/sp-7c41d90e/attempts | Preempted",
                "/dashboard/sprints/sp-7c41d90e/cancel | Cancel sprint",
                "/dashboard/sprints/sp-e50b7712 | Out of memory in step Research, after 2 attempts",
                "/dashboard/sprints/sp-e50b7712 | Resubmit with more memory",
                "/dashboard/sprints/sp-e50b7712 | 95.8 GB of the 96 GB asked for",
                "/dashboard/sprints/sp-e50b7712/attempts | 64 GB of the 64 GB asked for",
                "/dashboard/sprints/sp-e50b7712/resubmit?memory=more | mem = 64G</textarea>",
                "/dashboard/sprints/sp-e50b7712 | *** JOB 4186802 KILLED ***",
                "/dashboard/sprints/sp-e50b7712/resubmit | 131k latents on layer 12",
                "/dashboard/sprints/sp-2b90e1f4 | Nested widths and a pairwise penalty",
                "/dashboard/sprints/sp-2b90e1f4 | 0.912",
                "/dashboard/sprints/sp-2b90e1f4 | <span>2 h 58 min</span><span>$4.12 of $8.00</span>",
                "/dashboard/sprints/sp-2b90e1f4 | <div class=\"wide\"><dt>probe f1</dt>",
                "/dashboard/sprints/sp-2b90e1f4 | <span class=\"note\">3 issues, 1 critical</span>",
                "/dashboard/sprints/sp-2b90e1f4 | <span class=\"note\">2 of 3 fixed, 1 refuted</span>",
                "/dashboard/sprints/sp-2b90e1f4 | <span class=\"note\">No critical issues</span>",
                "/dashboard/sprints/sp-2b90e1f4 | <dt>Runner</dt><dd><code>sha256:9f41c0de</code></dd>",
                "/dashboard/sprints/sp-2b90e1f4 | <a href=\"/dashboard/sprints/sp-2b90e1f4/prompts\">2, exact text</a>",
                "/dashboard/sprints/sp-2b90e1f4 | <dd>1, no interruption</dd>",
                "/dashboard/sprints/sp-2b90e1f4 | data-copy=\"directory\"",
                "/dashboard/sprints/sp-2b90e1f4/prompts | #!/bin/bash &amp;&amp; true",
                "/dashboard/sprints/sp-e50b7712 | <span class=\"vh\">Not started: </span>Summarize",
                "/dashboard/sprints/sp-e50b7712 | <span class=\"note\">Out of memory</span>",
                "/dashboard/sprints/sp-2b90e1f4/overview | Summary",
                "/dashboard/sprints/sp-2b90e1f4/log?from=0 | rel=\"next\">Later",
                "/dashboard/sprints/sp-2b90e1f4/log | rel=\"prev\">Earlier",
                "/dashboard/sprints/sp-2b90e1f4/findings | All five seeds agree",
                "/dashboard/sprints/sp-2b90e1f4/findings/red-team-1 | The probe had seen the tokens",
                "/dashboard/sprints/sp-2b90e1f4/prompts | whether &lt;b&gt;nested&lt;/b&gt; widths",
                "/dashboard/sprints/sp-2b90e1f4/report | sp-2b90e1f4/log?step=red_team_1\">Red-team 1",
                "/dashboard/sprints/sp-2b90e1f4/log?step=none | rel=\"prev\">Earlier",
                "/dashboard/sprints/sp-2b90e1f4/artifacts | probe-f1.svg",
            })
    void showsEachPage(String path, String words) {
        Answer page = browser.get(path);

        assertThat(page.status()).isEqualTo(200);
        assertThat(page.body()).contains(words).contains("</html>").doesNotContain(" style=", "onclick");
        assertThat(page.header("Content-Security-Policy")).contains("script-src 'self'");
    }

    @Test
    void aStudyShowsNoBestWhereNobodySaidWhichWayIsBetterAndNoLoopWhereThereIsNone() {
        assertThat(browser.get("/dashboard/studies/grokking?metric=l0").body())
                .contains("Leaderboard by l0", "<dt>Sprints</dt>")
                .doesNotContain("<dt>Best", "<dt>Loop</dt>");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/dashboard/",
                "/dashboard/sprints",
                "/dashboard/studies/grokking",
                "/dashboard/sprints/sp-bad0bad0",
                "/dashboard/sprints/sp-bad0bad0/resubmit",
                "/dashboard/new?from=sp-bad0bad0",
                "/dashboard/sprints?q=%3Cscript%3Ealert(1)%3C/script%3E"
            })
    void escapesWhatPeopleAndAgentsWrite(String path) {
        assertThat(browser.get(path).body())
                .contains("&lt;script&gt;alert(1)")
                .doesNotContain("<script>alert", "<img src=x");
    }

    @Test
    void showsTheReportWithoutItsScriptAndWithItsImages() {
        assertThat(browser.get("/dashboard/sprints/" + Seed.COMPLETED + "/report")
                        .body())
                .contains("src=\"/dashboard/sprints/" + Seed.COMPLETED + "/artifacts/results/probe-f1.svg\"")
                .contains("rel=\"nofollow noopener noreferrer\"")
                .doesNotContain("alert(");
    }

    @Test
    void showsImagesInASandboxAndSavesEverythingElse() {
        String base = "/dashboard/sprints/" + Seed.COMPLETED + "/artifacts/";

        Answer image = browser.get(base + "results/loss%20curves.svg");
        Answer text = browser.get(base + "report.md");

        assertThat(image.header("Content-Security-Policy")).startsWith("sandbox;");
        assertThat(image.header("Content-Disposition")).startsWith("inline");
        assertThat(text.header("Content-Disposition")).startsWith("attachment");
        assertThat(browser.get(base + "..%2f..%2fresearchloop.db").status()).isIn(400, 404);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/dashboard/sprints/sp-nope | 404 | There is no sprint sp-nope",
                "/dashboard/sprints/sp-nope/log | 404 | name=\"q\" value=\"sp-nope\"",
                "/dashboard/studies/nope | 404 | There is no study nope",
                "/dashboard/nothing | 404 | There is nothing here",
                "/dashboard/sprints?cursor=x | 400 | could not be understood",
                "/dashboard/theme | 405 | takes forms only",
            })
    void answersErrorsWithPages(String path, int status, String words) {
        Answer page = browser.get(path);

        assertThat(page.status()).isEqualTo(status);
        assertThat(page.body()).contains(words).contains("href=\"/dashboard/\"").doesNotContain("Exception");
    }

    @Test
    void startsASprintOnceHoweverOftenTheFormIsSent() {
        String form =
                "study=grokking&idea=" + encoded("Does <b>it</b> grok?") + "&budget=2.5&options=mem+%3D+8G&key=k1";

        Answer first = post("/dashboard/new", form);
        Answer again = post("/dashboard/new", form);

        assertThat(first.status()).isEqualTo(302);
        assertThat(again.header("Location")).isEqualTo(first.header("Location"));
        String id = first.header("Location").replaceFirst(".*/", "");
        assertThat(server.bean(SprintStore.class).detail(id)).hasValueSatisfying(detail -> {
            assertThat(detail.row().maxCostUsd()).isEqualTo(2.5);
            assertThat(detail.jobOptions()).containsEntry("mem", "8G");
        });
    }

    @ParameterizedTest
    @CsvSource({"budget=lots,an amount in US dollars", "options=nonsense,name = value", "idea=,required"})
    void keepsWhatWasTypedWhenItIsRefused(String wrong, String words) {
        Answer page = post("/dashboard/new", "study=grokking&model=my-model&idea=Some+idea&" + wrong);

        if (wrong.startsWith("idea")) {
            page = post("/dashboard/new", "study=grokking&model=my-model&idea=");
        }
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.body()).contains(words).contains("my-model");
    }

    @Test
    void cancelsAndResubmitsWithoutScript() {
        String id = post("/dashboard/new", "study=grokking&idea=To+be+cancelled")
                .header("Location")
                .replaceFirst(".*/", "");

        assertThat(post("/dashboard/sprints/" + id + "/cancel", "").status()).isEqualTo(302);
        assertThat(browser.get("/dashboard/sprints/" + id).body()).contains("Being cancelled");

        Answer again = post("/dashboard/sprints/" + id + "/resubmit", "idea=Another+idea&options=");
        String copy = again.header("Location").replaceFirst(".*/", "");
        assertThat(server.bean(SprintStore.class).find(copy))
                .hasValueSatisfying(row -> assertThat(row.resubmitOf()).isEqualTo(id));
    }

    @Test
    void tweaksAFinishedSprintOneAtATimeAndCancelsIt() {
        String page = "/dashboard/sprints/" + Seed.COMPLETED + "/tweak";
        assertThat(browser.get("/dashboard/sprints/" + Seed.COMPLETED).body()).contains("Tweak…");
        assertThat(browser.get("/dashboard/sprints/" + Seed.RUNNING).body()).doesNotContain("Tweak…");
        assertThat(browser.get(page).body()).contains("What should be done?");
        assertThat(post(page, "instruction=Redraw+it&hours=soon").body()).contains("expected hours", "Redraw it");

        assertThat(post(page, "instruction=Redraw+figure+2&hours=0.5&options=mem+%3D+2G")
                        .status())
                .isEqualTo(302);

        String tweak = server.bean(Tweaks.class).of(Seed.COMPLETED).get(0).id();
        assertThat(browser.get(page).body()).contains(tweak, "Redraw figure 2", "every 3s", "Cancel tweak");
        Answer second = post(page, "instruction=And+figure+3");
        assertThat(second.status()).isEqualTo(422);
        assertThat(second.body()).contains("being tweaked by " + tweak, "And figure 3");
        String cancel = "/dashboard/sprints/" + Seed.COMPLETED + "/tweaks/" + tweak + "/cancel";
        assertThat(post(cancel.replace(Seed.COMPLETED, Seed.RUNNING), "").status())
                .isEqualTo(404);
        assertThat(post(cancel, "").status()).isEqualTo(302);
        assertThat(browser.get(page).body())
                .contains("Cancelled on the dashboard")
                .doesNotContain("Cancel tweak");
    }

    @Test
    void takesAMessageToTheAgentAndSaysSo() {
        Answer sent = post("/dashboard/sprints/" + Seed.RUNNING + "/message", "text=Leave+the+large+run+out");

        assertThat(sent.status()).isEqualTo(302);
        assertThat(browser.get("/dashboard/sprints/" + Seed.RUNNING + "/log?sent")
                        .body())
                .contains("Message saved");
        assertThat(server.bean(CommandStore.class).pending(Seed.RUNNING))
                .extracting(Command::text)
                .contains("Leave the large run out");
    }

    @Test
    void refusesAFormWithoutItsToken() {
        assertThat(browser.form("/dashboard/sprints/" + Seed.RUNNING + "/cancel", "")
                        .status())
                .isEqualTo(403);
        assertThat(server.bean(SprintStore.class)
                        .find(Seed.RUNNING)
                        .orElseThrow()
                        .cancelReason())
                .isNull();
    }

    @Test
    void keepsTheFormsOfOneTabWhenAnotherIsOpened() {
        Answer first = browser.get("/dashboard/settings");

        Answer second = browser.get("/dashboard/new");

        assertThat(first.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(second.response().headers().allValues("Set-Cookie")).isEmpty();
        assertThat(browser.form("/dashboard/theme", "theme=dark&_csrf=" + encoded(csrf(first.body())))
                        .status())
                .isEqualTo(302);
    }

    @Test
    void showsATokenOnceAndRevokesIt() {
        Answer made = post("/dashboard/settings/tokens", "name=notebook");

        assertThat(made.body()).contains("Token “notebook” is made").contains("rl_");
        assertThat(made.header("Cache-Control")).contains("no-store");
        Matcher revoke = Pattern.compile("/dashboard/settings/tokens/(tok-[0-9a-f]+)/revoke")
                .matcher(made.body());
        assertThat(revoke.find()).isTrue();
        assertThat(browser.get(revoke.group()).body()).contains("Revoke “notebook”?");
        assertThat(post(revoke.group(), "").status()).isEqualTo(302);
        assertThat(browser.get("/dashboard/settings").body()).doesNotContain("notebook");
    }

    @Test
    void drawsTheThemeOfTheCookie() {
        assertThat(browser.with("Cookie", "researchloop_theme=dark")
                        .get("/dashboard/login")
                        .body())
                .contains("data-theme=\"dark\"");
        assertThat(browser.get("/dashboard/settings").body()).doesNotContain("data-theme=");
    }

    @Test
    void servesItsAssetsUnderNamesThatChangeWithTheirContent() {
        Matcher sheet = Pattern.compile("/dashboard/assets/app-[0-9a-f]{32}\\.css")
                .matcher(browser.get("/dashboard/").body());

        assertThat(sheet.find()).isTrue();
        assertThat(server.http().get(sheet.group()).header("Cache-Control")).contains("max-age=31536000");
        for (String name : List.of("app.js", "htmx.min.js", "sse.js", "mark.svg")) {
            assertThat(server.http().get("/dashboard/assets/" + name).status())
                    .as(name)
                    .isEqualTo(200);
        }
    }

    private static Answer post(String path, String form) {
        return DashboardBrowser.post(browser, path, form);
    }
}
