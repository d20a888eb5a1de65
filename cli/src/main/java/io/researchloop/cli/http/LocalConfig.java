package io.researchloop.cli.http;

import io.researchloop.cli.Failure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tomlj.Toml;
import org.tomlj.TomlInvalidTypeException;
import org.tomlj.TomlParseResult;

/**
 * The server's own config, read for one purpose: someone who works where the server runs needs no login. Only the port,
 * the host and the shared secret matter here; the server checks the rest.
 */
final class LocalConfig {
    private static final String FILE = "researchloop.toml";
    private static final long DEFAULT_PORT = 8080;
    private static final Set<String> EVERY_ADDRESS = Set.of("", "0.0.0.0", "::", "[::]");

    private LocalConfig() {}

    /** The config beside the user or in the home folder, where one can be read. */
    static Optional<Path> find(Path folder, Map<String, String> environment) {
        var home = environment.getOrDefault("HOME", System.getProperty("user.home"));
        var inFolder = folder.resolve(FILE);
        if (Files.isReadable(inFolder)) {
            return Optional.of(inFolder);
        }
        return Optional.of(Path.of(home, ".config", "researchloop", FILE)).filter(Files::isReadable);
    }

    static Target read(Path file, Map<String, String> environment) {
        try {
            var toml = Toml.parse(file);
            if (toml.hasErrors()) {
                var error = toml.errors().get(0);
                throw new Failure(file + ":" + error.position().line() + ": " + error.getMessage());
            }
            return target(toml, file, environment);
        } catch (IOException e) {
            throw new Failure("Cannot read " + file + ". Check the path given with -c.", e);
        } catch (TomlInvalidTypeException e) {
            throw new Failure(file + ": " + e.getMessage(), e);
        }
    }

    private static Target target(TomlParseResult toml, Path file, Map<String, String> environment) {
        var host = environment.getOrDefault(
                "RESEARCHLOOP_DASHBOARD_HOST", toml.getString("dashboard.host", () -> "0.0.0.0"));
        var port = environment.getOrDefault(
                "RESEARCHLOOP_DASHBOARD_PORT", String.valueOf(toml.getLong("dashboard.port", () -> DEFAULT_PORT)));
        var secret = Optional.ofNullable(toml.getString("shared_secret")).filter(s -> !s.isBlank());
        return new Target(
                new ServerAddress("http://" + (EVERY_ADDRESS.contains(host) ? "127.0.0.1" : host) + ":" + port),
                secret.map(s -> Credential.sharedSecret(s, "in " + file)));
    }
}
