package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.ConsoleMessage;
import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * A person at the dashboard. Whatever the browser complains about on the way, of errors of scripts, of resources that
 * are not there, or of what the page's policy forbids, and whatever shuts a person out of a page that is looked at, fails
 * the test in the end.
 */
final class Visitor implements AutoCloseable {
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final int WIDE = 1280;
    private static final int PHONE = 360;

    private final BrowserContext context;
    private final Page page;
    private final List<String> faults = new ArrayList<>();

    Visitor(BrowserContext context) {
        this.context = context;
        context.addInitScript("document.addEventListener('securitypolicyviolation', event => "
                + "console.error('forbidden by the policy: ' + event.violatedDirective + ' ' + event.blockedURI))");
        page = context.newPage();
        page.onConsoleMessage(this::note);
        page.onPageError(error -> faults.add("error of a script: " + error));
        page.onDialog(this::dismiss);
        page.setViewportSize(WIDE, 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
    }

    Page page() {
        return page;
    }

    /** The cookies, for another visitor. */
    String session() {
        return context.storageState();
    }

    /** Opens a page that is there. */
    Visitor open(String path) {
        assertThat(status(path)).as(path).isEqualTo(200);
        return this;
    }

    /** Opens a page and tells the answer's status. The browser's own line about a missing page is expected then. */
    int status(String path) {
        Response answer = page.navigate(path);
        int status = answer.status();
        faults.removeIf(fault -> status == 404 && fault.endsWith(" at " + answer.url()));
        return status;
    }

    Visitor fill(String label, String text) {
        page.getByLabel(label, new Page.GetByLabelOptions().setExact(true)).fill(text);
        return this;
    }

    Visitor press(String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
        return this;
    }

    Visitor follow(String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
        return this;
    }

    Visitor arriveAt(Pattern url) {
        page.waitForURL(url);
        return this;
    }

    Locator part(String selector) {
        return page.locator(selector);
    }

    Locator heading() {
        return part("main h1");
    }

    /**
     * Looks at the page in light, in dark and on a phone and leaves a picture of each. What shuts a person out there is
     * trouble like any other: it shows in the end, with all the rest.
     */
    Visitor look(String name) {
        look(name + "-light", ColorScheme.LIGHT, WIDE);
        look(name + "-dark", ColorScheme.DARK, WIDE);
        look(name + "-360", ColorScheme.LIGHT, PHONE);
        Object width = page.evaluate("document.documentElement.scrollWidth");
        if (!width.equals(PHONE)) {
            faults.add(name + " is " + width + " wide on a phone of " + PHONE);
        }
        page.setViewportSize(WIDE, 900);
        return this;
    }

    private void look(String name, ColorScheme scheme, int width) {
        page.setViewportSize(width, width == PHONE ? 780 : 900);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + ".png")));
        accessibilityFaults(scheme).lines().forEach(fault -> faults.add(name + ": " + fault));
    }

    /**
     * The pages have no frames, so axe is run in the page itself: its builder would open a second one to sum up. In the
     * dark only the colours are others.
     */
    private String accessibilityFaults(ColorScheme scheme) {
        if (page.evaluate("typeof axe").equals("undefined")) {
            page.evaluate(AxeBuilder.getAxeScript());
        }
        return (String) page.evaluate(
                "async rules => (await axe.run(rules)).violations"
                        + ".flatMap(rule => rule.nodes.map(node => `${rule.id} ${node.html} ${node.failureSummary}`"
                        + ".replace(/\\s+/g, ' '))).join('\\n')",
                scheme == ColorScheme.DARK ? Map.of("runOnly", List.of("color-contrast")) : Map.of());
    }

    private void note(ConsoleMessage message) {
        // That is how htmx notes a live line that is cut, as each is when its page is left: no fault of the page.
        boolean cut =
                message.text().equals("[object Event]") && message.location().contains("/htmx.min");
        // A form that is refused comes back with its reason and this status.
        boolean refused = message.text().contains("a status of 422");
        if (message.type().equals("error") && !cut && !refused) {
            // A location is a URL with a line and a column behind it.
            faults.add(message.text() + " at " + message.location().replaceFirst("(:\\d+){1,2}$", ""));
        }
    }

    /** What the browser says of a server that is away is no fault of a page that was open meanwhile. */
    void forgiveOutage() {
        faults.removeIf(fault -> fault.contains("net::ERR_")
                || fault.startsWith("htmx:sendError, ")
                || fault.startsWith("htmx:afterRequest, "));
    }

    private void dismiss(Dialog dialog) {
        faults.add("a script asked: " + dialog.message());
        dialog.dismiss();
    }

    /** Does it as this person, who must have had no trouble, and leaves. */
    void visit(Consumer<Visitor> way) {
        try (this) {
            way.accept(this);
            assertThat(faults).as("what was wrong on the way").isEmpty();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
