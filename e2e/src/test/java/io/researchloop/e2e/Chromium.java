package io.researchloop.e2e;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/** The system's own Chromium, without a window, and with patience for a machine that does many things at once. */
final class Chromium implements AutoCloseable {
    private static final Path EXECUTABLE = Path.of("/usr/bin/chromium");

    private static final double PATIENCE_MILLIS = 30_000;

    private final Playwright playwright;
    private final Browser browser;

    /** Skips the test where no Chromium is installed: none is downloaded. */
    Chromium() {
        Assumptions.assumeTrue(
                Files.isExecutable(EXECUTABLE),
                "There is no " + EXECUTABLE + ": install chromium, the tests of the dashboard in a browser need it");
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(EXECUTABLE)
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-background-networking",
                                "--disable-sync",
                                "--no-first-run")));
    }

    /**
     * A person with cookies of their own.
     *
     * @param session what another visitor's {@link Visitor#session} gave; null for a person who never came before
     * @param scripts whether the browser runs them
     */
    Visitor visitor(String url, @Nullable String session, boolean scripts) {
        Browser.NewContextOptions options =
                new Browser.NewContextOptions().setBaseURL(url).setJavaScriptEnabled(scripts);
        if (session != null) {
            options.setStorageState(session);
        }
        return new Visitor(browser.newContext(options));
    }

    @Override
    public void close() {
        playwright.close();
    }
}
