package io.researchloop.activities.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the tables about what surrounds the clusters: ntfy, the dashboard, Temporal. */
final class ServicesReader {
    private static final int DASHBOARD_PORT = 8080;
    private static final int HIGHEST_PORT = 65_535;

    private final Map<String, String> environment;

    ServicesReader(Map<String, String> environment) {
        this.environment = environment;
    }

    NtfyConfig ntfy(Values values) {
        String url = values.address("url");
        return new NtfyConfig(
                url != null ? url : "https://ntfy.sh",
                values.matching("topic", Grammar.NAME, Grammar.NAME_RULE),
                values.secret("token"));
    }

    DashboardConfig dashboard(Values values) {
        String host = values.matching("host", Grammar.HOST, Grammar.HOST_RULE);
        Integer port = values.integer("port", 1, HIGHEST_PORT);
        Secret hash = values.secret("password_hash");
        Secret password = values.secret("password");
        if (password != null) {
            checkPassword(values.section(), password.value());
        }
        boolean hashFromEnvironment = values.section().overridden("password_hash");
        return new DashboardConfig(
                values.flag("enabled", true),
                host != null ? host : "0.0.0.0",
                port != null ? port : DASHBOARD_PORT,
                password == null || hashFromEnvironment ? hash : null,
                hashFromEnvironment ? null : password);
    }

    /** A short one is a person's own affair, as it was in version 0.1; one that bcrypt would cut is not what they wrote. */
    private static void checkPassword(Section section, String password) {
        Entry entry = Objects.requireNonNull(section.entry("password"));
        if (password.getBytes(UTF_8).length > DashboardConfig.MOST_PASSWORD_BYTES) {
            section.wrong(entry, "may have at most " + DashboardConfig.MOST_PASSWORD_BYTES + " bytes");
        } else if (password.codePointCount(0, password.length()) < DashboardConfig.SHORT_PASSWORD) {
            section.warning(
                    entry, "has less than " + DashboardConfig.SHORT_PASSWORD + " characters, which is easy to guess");
        }
    }

    TemporalConfig temporal(Values values) {
        TemporalMode mode = values.word("mode", TemporalMode.class);
        String target = values.matching("target", Grammar.HOST_AND_PORT, Grammar.HOST_AND_PORT_RULE);
        String profile = values.line("profile");
        // Temporal's own variable names the server too; see its environment configuration.
        boolean named =
                values.section().has("target") || profile != null || environment.containsKey("TEMPORAL_ADDRESS");
        if (mode == TemporalMode.EXTERNAL && !named) {
            values.section().fault("mode", "an external server needs target = \"host:port\", or a profile");
        }
        return new TemporalConfig(
                Objects.requireNonNullElse(mode, TemporalMode.AUTO),
                target,
                Objects.requireNonNullElse(namespace(values), "default"),
                profile,
                values.file("binary"),
                values.integer("port", 1, HIGHEST_PORT),
                values.integer("ui_port", 1, HIGHEST_PORT));
    }

    private static @Nullable String namespace(Values values) {
        return values.line("namespace");
    }
}
