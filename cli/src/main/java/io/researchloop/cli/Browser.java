package io.researchloop.cli;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The browser of whoever sits at this machine. */
final class Browser {
    private static final int SECONDS = 5;

    private final String program;

    Browser(Map<String, String> environment) {
        var chosen = environment.getOrDefault("BROWSER", "");
        boolean mac = System.getProperty("os.name", "").toLowerCase(Locale.ROOT).contains("mac");
        this.program = !chosen.isBlank() ? chosen : mac ? "open" : "xdg-open";
    }

    /** False if there is none, or it says that it failed; one that stays in the foreground has not. */
    boolean open(String url) {
        try {
            var process = new ProcessBuilder(program, url)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return !process.waitFor(SECONDS, TimeUnit.SECONDS) || process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
