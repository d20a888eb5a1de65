package io.researchloop.web.security;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a browser says of itself, in words that its owner knows: {@code Firefox on Linux}. */
final class Device {
    private static final String UNKNOWN = "Unknown browser";

    /** The first that is named counts: many name others, too, to be taken for them. */
    private static final List<Map.Entry<String, String>> BROWSERS = List.of(
            Map.entry("Edg", "Edge"),
            Map.entry("OPR/", "Opera"),
            Map.entry("Firefox/", "Firefox"),
            Map.entry("FxiOS/", "Firefox"),
            Map.entry("Chrome/", "Chrome"),
            Map.entry("CriOS/", "Chrome"),
            Map.entry("Safari/", "Safari"));

    private static final List<Map.Entry<String, String>> SYSTEMS = List.of(
            Map.entry("iPhone", "iPhone"),
            Map.entry("iPad", "iPad"),
            Map.entry("Android", "Android"),
            Map.entry("Windows", "Windows"),
            Map.entry("CrOS", "ChromeOS"),
            Map.entry("Mac OS X", "macOS"),
            Map.entry("Linux", "Linux"));

    private Device() {}

    static String of(@Nullable String userAgent) {
        if (userAgent == null) {
            return UNKNOWN;
        }
        String browser = named(userAgent, BROWSERS, UNKNOWN);
        String system = named(userAgent, SYSTEMS, "");
        return system.isEmpty() ? browser : browser + " on " + system;
    }

    private static String named(String userAgent, List<Map.Entry<String, String>> names, String otherwise) {
        return names.stream()
                .filter(name -> userAgent.contains(name.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(otherwise);
    }
}
