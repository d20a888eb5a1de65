package io.researchloop.e2e;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo with its Slack, as a person meets it: notices, a report, commands and buttons on the page. */
@Tag("demo")
class DemoSlackTest {
    private static final Pattern PAGE = Pattern.compile("Slack: +(http://127\\.0\\.0\\.1:\\d+)");

    @Test
    void aPersonTalksToTheAppOnThePage(@TempDir Path directory) throws IOException {
        try (RunningDemo demo = RunningDemo.start(directory, "--slack");
                Chromium chromium = new Chromium()) {
            PlaywrightAssertions.setDefaultAssertionTimeout(90_000);
            chromium.visitor(demo.printed(PAGE), null, true).visit(DemoSlackTest::talk);
        }
    }

    private static void talk(Visitor person) {
        person.open("/");
        // The demo's own sprint is told with its report.
        assertThat(person.part("[download='report.pdf']")).isVisible();

        say(person, "@ResearchLoop sprint run demo Is <b>this</b> said in Slack?");
        Locator started = thread(person, "is on its way in demo");
        assertThat(started.locator(".mention").first()).hasText("@ResearchLoop");
        String id = started.locator(".replies code").first().innerText();
        assertThat(id).matches("sp-[0-9a-f]{8}");

        say(person, "@ResearchLoop sprint show " + id);
        Locator shown = thread(person, "@ResearchLoop sprint show");
        assertThat(shown).containsText("Is <b>this</b> said in Slack?");
        shown.locator("[data-action='sprint:cancel'], [data-action='sprint:resubmit']")
                .first()
                .click();
        assertThat(shown.locator(".replies .message").nth(1))
                .containsText(Pattern.compile("is being cancelled|had already ended|is on its way"));
        person.look("mock-slack");

        person.part("#user").selectOption("U9");
        say(person, "@ResearchLoop sprint run demo of a stranger");
        person.part("#user").selectOption("U2");
        person.press("ResearchLoop (direct)");
        say(person, "auth status");
        assertThat(thread(person, "auth status").locator(".replies .message")).containsText("You are @U2");
        person.press("# research");
        assertThat(thread(person, "of a stranger").locator(".replies .message")).hasCount(0);
    }

    private static void say(Visitor person, String text) {
        person.fill("Message", text).press("Send");
    }

    private static Locator thread(Visitor person, String words) {
        Locator thread = person.part(".thread").filter(new Locator.FilterOptions().setHasText(words));
        assertThat(thread).hasCount(1);
        return thread;
    }
}
