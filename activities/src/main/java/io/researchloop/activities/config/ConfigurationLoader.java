package io.researchloop.activities.config;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the configuration file and reads it. */
public final class ConfigurationLoader {
    public static final String FILE_NAME = "researchloop.toml";

    private ConfigurationLoader() {}

    /**
     * Looks at the explicit path if there is one, else in the working directory, else in
     * {@code ~/.config/researchloop}. The first file found is the configuration; files are not merged.
     *
     * @param explicit what the user named; relative to the working directory
     * @param environment where {@code RESEARCHLOOP_*} wins over the file
     * @throws ConfigurationFaults with everything that is wrong, also when there is no file
     */
    public static Configuration load(
            Optional<Path> explicit, Map<String, String> environment, Path workingDirectory, Path home) {
        Path file = find(explicit, workingDirectory, home).toAbsolutePath().normalize();
        return new ConfigurationReader(file, SourceText.parse(file), environment, home).read();
    }

    private static Path find(Optional<Path> explicit, Path workingDirectory, Path home) {
        if (explicit.isPresent()) {
            Path file = workingDirectory.resolve(explicit.get());
            if (Files.isRegularFile(file)) {
                return file;
            }
            String what = Files.isDirectory(file) ? " is a directory, not a file" : " does not exist";
            throw missing("the configuration file " + file + what);
        }
        List<Path> places = List.of(
                workingDirectory.resolve(FILE_NAME),
                home.resolve(".config").resolve("researchloop").resolve(FILE_NAME));
        return places.stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow(() -> missing("there is neither " + places.get(0) + " nor " + places.get(1)));
    }

    private static ConfigurationFaults missing(String what) {
        return new ConfigurationFaults(List.of(new Fault(
                null, "", what + ". Name the file with -c PATH, or write a first one with `researchloop init`")));
    }
}
