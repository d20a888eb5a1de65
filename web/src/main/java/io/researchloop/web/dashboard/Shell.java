package io.researchloop.web.dashboard;

import org.jspecify.annotations.Nullable;

/**
 * What stands around every page.
 *
 * @param theme {@code system}, {@code light} or {@code dark}
 * @param nav the part of the main navigation that the page belongs to; may be empty
 * @param zone of the server; the browser says its own
 */
record Shell(String theme, String nav, boolean signedIn, String version, String zone, EngineStatusView engine) {
    /** Null leaves the choice to the system. */
    public @Nullable String themeAttribute() {
        return theme.equals("system") ? null : theme;
    }
}
