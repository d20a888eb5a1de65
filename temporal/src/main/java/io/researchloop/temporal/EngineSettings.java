package io.researchloop.temporal;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The {@code [temporal]} section of the configuration, and the folders that go with it.
 *
 * @param target {@code host:port} of an external server
 * @param binary the {@code temporal} binary to use, before PATH and cache are looked at
 * @param dataDirectory holds temporal.db, dev-server.json and the dev server's log
 * @param cacheDirectory holds installed binaries, shared by all projects of a user
 * @param profile a profile of Temporal's own client configuration (address, API key, mTLS)
 * @param port the dev server's gRPC port; a free one is chosen and remembered when absent
 * @param uiPort the port of the dev server's UI; likewise
 */
public record EngineSettings(
        EngineMode mode,
        @Nullable String target,
        String namespace,
        @Nullable Path binary,
        Path dataDirectory,
        Path cacheDirectory,
        @Nullable String profile,
        @Nullable Integer port,
        @Nullable Integer uiPort) {

    static final String DEFAULT_NAMESPACE = "default";

    public EngineSettings {
        target = blankToNull(target);
        profile = blankToNull(profile);
        namespace = namespace.isBlank() ? DEFAULT_NAMESPACE : namespace.strip();
        dataDirectory = dataDirectory.toAbsolutePath().normalize();
        cacheDirectory = cacheDirectory.toAbsolutePath().normalize();
        checkPort("port", port);
        checkPort("ui_port", uiPort);
        if (port != null && port.equals(uiPort)) {
            throw new IllegalArgumentException(
                    "[temporal] port and ui_port are both " + port + "; give them two ports");
        }
    }

    /** Everything by itself: no target, no fixed binary, free ports, the namespace {@code default}. */
    public static EngineSettings auto(Path dataDirectory, Path cacheDirectory) {
        return new EngineSettings(
                EngineMode.AUTO, null, DEFAULT_NAMESPACE, null, dataDirectory, cacheDirectory, null, null, null);
    }

    public EngineSettings withMode(EngineMode other) {
        return new EngineSettings(
                other, target, namespace, binary, dataDirectory, cacheDirectory, profile, port, uiPort);
    }

    public EngineSettings withTarget(@Nullable String other) {
        return new EngineSettings(mode, other, namespace, binary, dataDirectory, cacheDirectory, profile, port, uiPort);
    }

    public EngineSettings withBinary(@Nullable Path other) {
        return new EngineSettings(mode, target, namespace, other, dataDirectory, cacheDirectory, profile, port, uiPort);
    }

    public EngineSettings withProfile(@Nullable String other) {
        return new EngineSettings(mode, target, namespace, binary, dataDirectory, cacheDirectory, other, port, uiPort);
    }

    public EngineSettings withPorts(@Nullable Integer grpc, @Nullable Integer ui) {
        return new EngineSettings(mode, target, namespace, binary, dataDirectory, cacheDirectory, profile, grpc, ui);
    }

    private static @Nullable String blankToNull(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    private static void checkPort(String name, @Nullable Integer port) {
        if (port != null && (port < 1 || port > 65_535)) {
            throw new IllegalArgumentException(
                    "[temporal] " + name + " is " + port + "; expected a number from 1 to 65535");
        }
    }
}
