package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** {@code mock-slack} beside an orchestrator of one's own, which connects to it by Socket Mode. */
@Tag("demo")
class MockSlackCommandTest {
    private static final Pattern PAGE = Pattern.compile("page: (http://127\\.0\\.0\\.1:\\d+)");
    private static final Pattern VARIABLE = Pattern.compile("export (RESEARCHLOOP_SLACK_\\w+)=(\\S+)");

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void printsWhatAnOrchestratorNeedsToTalkToIt(@TempDir Path directory) throws Exception {
        Path out = directory.resolve("out");
        ProcessBuilder builder = new ProcessBuilder(Program.server("mock-slack"));
        builder.environment().clear();
        builder.environment().putAll(Program.environment());
        Process slack =
                builder.redirectErrorStream(true).redirectOutput(out.toFile()).start();
        try {
            String said = Until.found("the variables", () -> Until.unlessChanging(() -> Files.readString(out))
                    .filter(text -> text.contains("Ctrl-C")));
            Matcher found = PAGE.matcher(said);
            assertThat(found.find()).isTrue();
            String page = found.group(1);
            Project project = stage.project().engine("in-memory");
            VARIABLE.matcher(said).results().forEach(one -> project.environment(one.group(1), one.group(2)));
            assertThat(project.environment())
                    .containsKeys("RESEARCHLOOP_SLACK_API_URL", "RESEARCHLOOP_SLACK_APP_TOKEN");
            Orchestrator orchestrator = stage.orchestrator(project).start();

            Until.holds(
                    "an answer to what is said once the app is connected",
                    () -> say(page, "auth status")
                            && state(page).contains("You are <@U1>, and may give commands here."));
            itsPageIsForEverybody(page);
            assertThat(orchestrator.log()).doesNotContain(project.environment().get("RESEARCHLOOP_SLACK_APP_TOKEN"));
        } finally {
            slack.destroy();
            Until.holds("the end of mock-slack", () -> !slack.isAlive());
        }
    }

    /** Before anything is said in the channel, and where the app has answered. */
    private static void itsPageIsForEverybody(String page) {
        GoldenPages golden = new GoldenPages("mockslack");
        try (Chromium chromium = new Chromium()) {
            chromium.visitor(page, null, true).visit(person -> {
                person.open("/");
                assertThat(person.part("h2")).hasText("# research");
                golden.compare("channel", person.part("body").ariaSnapshot());
                person.look("mock-slack-channel");
                person.press("ResearchLoop (direct)");
                Locator answered = person.part(".thread")
                        .filter(new Locator.FilterOptions().setHasText("You are @U1"))
                        .first();
                golden.compare("direct", answered.ariaSnapshot());
                person.look("mock-slack-direct");
            });
        }
        golden.conclude();
    }

    private boolean say(String page, String text) {
        String wish = "{\"user\":\"U1\",\"channel\":\"D1\",\"text\":\"" + text + "\"}";
        Until.pause(java.time.Duration.ofMillis(500));
        return send(HttpRequest.newBuilder(URI.create(page + "/page/say"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(wish))
                                .build())
                        .statusCode()
                == 200;
    }

    private String state(String page) {
        return send(HttpRequest.newBuilder(URI.create(page + "/page/state")).build())
                .body()
                .replace("\\u003c", "<")
                .replace("\\u003e", ">");
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }
}
