package io.researchloop.activities.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A folder with a configuration file in it, and a home beside it. */
record Project(Path root) {
    static final String CLUSTER = """
            [[cluster]]
            name = "here"
            scheduler_type = "local"
            """;

    Path directory() {
        return make("project");
    }

    Path home() {
        return make("home");
    }

    Path write(String name, String text) {
        try {
            Path file = directory().resolve(name);
            return Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    Configuration load(String toml) {
        return load(toml, Map.of());
    }

    Configuration load(String toml, Map<String, String> environment) {
        write(ConfigurationLoader.FILE_NAME, toml);
        return ConfigurationLoader.load(Optional.empty(), environment, directory(), home());
    }

    List<Fault> faults(String toml) {
        return faults(toml, Map.of());
    }

    /** Empty when the configuration is right. */
    List<Fault> faults(String toml, Map<String, String> environment) {
        try {
            load(toml, environment);
            return List.of();
        } catch (ConfigurationFaults faults) {
            return faults.faults();
        }
    }

    static int line(Fault fault) {
        return Objects.requireNonNull(fault.place(), fault::toString).line();
    }

    private Path make(String name) {
        try {
            return Files.createDirectories(root.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
