package io.researchloop.web.dashboard;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the login page says to somebody who wanted another page.
 *
 * @param ended why a login is needed again, as a sentence; empty if that is not known
 * @param place what one goes on at, such as {@code sprint}; empty if that goes without saying
 * @param name its id or name; empty if it needs none
 */
record LoginNotice(String ended, String place, String name) {
    /** Only what such names may hold, so that nobody's link makes this page say what it likes. */
    private static final Pattern NAMED = Pattern.compile(
            "/dashboard/(?:(?<sprint>sprints)/(?=sp-[0-9a-f]{8}\\b)|(?<loop>loops)/(?=loop-[0-9a-f]{8}\\b)|studies/)"
                    + "(?<name>[A-Za-z0-9][A-Za-z0-9._-]{0,99})(?:/.*)?");

    private static final Map<String, String> PAGES = Map.of(
            "/dashboard/sprints", "the list of sprints",
            "/dashboard/sprints/cancel", "the sprints to cancel",
            "/dashboard/loops", "the list of loops",
            "/dashboard/studies", "the list of studies",
            "/dashboard/clusters", "the clusters",
            "/dashboard/settings", "the settings",
            "/dashboard/compare", "the comparison",
            "/dashboard/new", "the form of a new sprint",
            "/dashboard/new-loop", "the form of a new loop");

    /**
     * Null if there is nothing to say.
     *
     * @param wanted path and query of the page that was asked for; null if none was
     * @param ended why a login is needed again; empty if that is not known
     */
    static @Nullable LoginNotice of(@Nullable String wanted, String ended) {
        String path = wanted == null ? "" : wanted.replaceFirst("\\?.*", "");
        if (path.isEmpty() || path.equals("/dashboard/")) {
            return ended.isEmpty() ? null : new LoginNotice(ended, "", "");
        }
        String page = PAGES.get(path);
        Matcher named = NAMED.matcher(path);
        if (page != null || !named.matches()) {
            return new LoginNotice(ended, page == null ? "the page that you asked for" : page, "");
        }
        String kind = named.group("sprint") != null ? "sprint" : named.group("loop") != null ? "loop" : "study";
        return new LoginNotice(ended, kind, String.valueOf(named.group("name")));
    }
}
