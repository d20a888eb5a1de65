package io.researchloop.activities.artifact;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriUtils;

/**
 * Decides where the links and images of a report lead: to the sprint's own artifacts, to a place in the report, or, for
 * links only, to the web. Everything else leads nowhere.
 */
final class ReportLinks {
    /** Keeps the report's anchors apart from the ids of the page that it is put into. */
    static final String ANCHOR_PREFIX = "r-";

    private static final Set<String> WEB = Set.of("http", "https", "mailto");

    private final String artifactRoute;

    /** @param artifactRoute ends with a slash; the name of an artifact is appended to it */
    ReportLinks(String artifactRoute) {
        this.artifactRoute = artifactRoute;
    }

    /** The address for a link, or null if there is none that is safe. */
    @Nullable
    String link(String target) {
        String trimmed = target.strip();
        if (trimmed.startsWith("#")) {
            return "#" + anchor(trimmed.substring(1));
        }
        String scheme = scheme(trimmed);
        if (scheme != null) {
            return WEB.contains(scheme) ? trimmed : null;
        }
        return artifact(trimmed);
    }

    /** The address for an image, which can only be one of the sprint's own, or null. */
    @Nullable
    String image(String target) {
        String trimmed = target.strip();
        return scheme(trimmed) == null ? artifact(trimmed) : null;
    }

    static String anchor(String id) {
        return ANCHOR_PREFIX + id;
    }

    private @Nullable String artifact(String target) {
        String name = normalised(target);
        return name == null
                ? null
                : artifactRoute
                        + Arrays.stream(name.split("/", -1))
                                .map(part -> UriUtils.encodePathSegment(part, StandardCharsets.UTF_8))
                                .collect(Collectors.joining("/"));
    }

    /** The artifact's name below the sprint's directory; null if the path is absolute or leads out of it. */
    private static @Nullable String normalised(String target) {
        String path = decoded(target.replaceFirst("[?#].*$", ""));
        if (path == null || path.isEmpty() || path.startsWith("/") || path.indexOf('\\') >= 0) {
            return null;
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : path.split("/", -1)) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return null;
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return parts.isEmpty() ? null : String.join("/", parts);
    }

    private static @Nullable String decoded(String path) {
        try {
            return UriUtils.decode(path, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** A target that is no URI and has a colon counts as one with an unknown scheme: when in doubt, nowhere. */
    private static @Nullable String scheme(String target) {
        if (target.startsWith("//")) {
            return "unknown";
        }
        try {
            String scheme = new URI(target).getScheme();
            return scheme == null ? null : scheme.toLowerCase(Locale.ROOT);
        } catch (URISyntaxException e) {
            return target.indexOf(':') >= 0 ? "unknown" : null;
        }
    }
}
