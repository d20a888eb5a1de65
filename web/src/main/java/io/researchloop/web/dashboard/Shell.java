package io.researchloop.web.dashboard;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param nav the part of the main navigation that the page belongs to; may be empty
 * @param zone of the server; the browser says its own
 * @param needs how many things need somebody; only asked when it is shown
 */
record Shell(
        String theme,
        String nav,
        boolean signedIn,
        String version,
        String zone,
        EngineStatusView engine,
        Supplier<Integer> needs) {
    /** Null leaves the choice to the system. */
    public @Nullable String themeAttribute() {
        return theme.equals("system") ? null : theme;
    }
}
