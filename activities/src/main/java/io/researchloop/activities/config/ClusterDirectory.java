package io.researchloop.activities.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a directory that is on a cluster, which may not be this machine. */
final class ClusterDirectory {
    private final Values values;
    private final TransportType transport;

    ClusterDirectory(Values values, TransportType transport) {
        this.values = values;
        this.transport = transport;
    }

    /** Without a trailing slash. Elsewhere {@code ~/} stays, as only the cluster knows that home. */
    @Nullable
    String read(String key) {
        String written = values.line(key);
        if (written == null) {
            return null;
        }
        if (written.startsWith("~") && !written.equals("~") && !written.startsWith("~/")) {
            values.section().fault(key, "another user's home is not looked up; write the path out");
            return null;
        }
        if (written.contains("$")) {
            values.section().warning(key, "variables are not expanded here; write the path out, or begin with ~/");
        }
        if (transport == TransportType.LOCAL) {
            Path path = values.path(key);
            return path == null ? null : path.toString();
        }
        String trimmed = written.length() > 1 ? written.replaceAll("(?<=.)/+$", "") : written;
        if (trimmed.startsWith("/") || trimmed.startsWith("~")) {
            return trimmed;
        }
        String fromHome = "~/" + trimmed.replaceFirst("^(\\./+)+", "");
        values.section().warning(key, "is taken relative to the home directory on the cluster: " + fromHome);
        return fromHome;
    }
}
