package io.researchloop.temporal;

import org.jspecify.annotations.Nullable;

/** Decides where Temporal runs. Pure: what is on the machine comes in as an argument. */
final class EngineSelection {
    static final String INSTALL_ADVICE = "`researchloop engine install` puts one into the cache";

    private EngineSelection() {}

    static EngineChoice choose(EngineSettings settings, BinarySearch search) {
        return switch (settings.mode()) {
            case EXTERNAL ->
                new EngineChoice(
                        EngineKind.EXTERNAL, null, "[temporal] mode is \"external\"" + addressOf(settings) + ".");
            case IN_MEMORY -> new EngineChoice(EngineKind.IN_MEMORY, null, "[temporal] mode is \"in-memory\".");
            case DEV_SERVER ->
                new EngineChoice(
                        EngineKind.DEV_SERVER,
                        search.found(),
                        "[temporal] mode is \"dev-server\"; " + binaryOf(search));
            case AUTO -> automatic(settings, search);
        };
    }

    private static EngineChoice automatic(EngineSettings settings, BinarySearch search) {
        if (settings.target() != null) {
            return new EngineChoice(
                    EngineKind.EXTERNAL, null, "[temporal] target is set to " + settings.target() + ".");
        }
        if (settings.profile() != null) {
            return new EngineChoice(
                    EngineKind.EXTERNAL, null, "[temporal] profile is set to \"" + settings.profile() + "\".");
        }
        TemporalBinary found = search.found();
        String why = "[temporal] mode is \"auto\" without a target; " + binaryOf(search);
        return new EngineChoice(found == null ? EngineKind.IN_MEMORY : EngineKind.DEV_SERVER, found, why);
    }

    private static String addressOf(EngineSettings settings) {
        @Nullable String target = settings.target();
        @Nullable String profile = settings.profile();
        if (target != null) {
            return " with the target " + target;
        }
        return profile == null ? " with Temporal's default profile" : " with the profile \"" + profile + "\"";
    }

    private static String binaryOf(BinarySearch search) {
        String passedOver =
                search.passedOver().isEmpty() ? "" : " (passed over: " + String.join("; ", search.passedOver()) + ")";
        TemporalBinary found = search.found();
        return found == null
                ? "no temporal binary was found in the configuration, on PATH or in the cache" + passedOver + "; "
                        + INSTALL_ADVICE + "."
                : "the temporal binary " + found.source().words() + " is " + found.path() + ", " + found.version()
                        + passedOver + ".";
    }
}
