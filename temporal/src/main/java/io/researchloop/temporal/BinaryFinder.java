package io.researchloop.temporal;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Looks for a {@code temporal} binary, and believes none that has not said its version. */
final class BinaryFinder {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(10);
    private static final Pattern VERSION = Pattern.compile("temporal version (\\S+(?: \\([^)]*\\))?)");

    private final Map<String, String> environment;

    BinaryFinder(Map<String, String> environment) {
        this.environment = environment;
    }

    BinarySearch find(EngineSettings settings) {
        List<String> passedOver = new ArrayList<>();
        Path configured = settings.binary();
        if (configured != null) {
            Optional<TemporalBinary> binary = look(configured, TemporalBinary.Source.CONFIGURED, passedOver);
            if (binary.isPresent()) {
                return new BinarySearch(binary.get(), passedOver);
            }
        }
        for (Path candidate : onPath("temporal")) {
            Optional<TemporalBinary> binary = look(candidate, TemporalBinary.Source.PATH, passedOver);
            if (binary.isPresent()) {
                return new BinarySearch(binary.get(), passedOver);
            }
        }
        Path cached = TemporalBinary.cached(settings.cacheDirectory());
        if (Files.exists(cached)) {
            Optional<TemporalBinary> binary = look(cached, TemporalBinary.Source.CACHE, passedOver);
            return new BinarySearch(binary.orElse(null), passedOver);
        }
        return new BinarySearch(null, passedOver);
    }

    /** The executables of that name on PATH, in its order. */
    List<Path> onPath(String name) {
        List<Path> found = new ArrayList<>();
        for (String folder : environment.getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!folder.isBlank()) {
                Path candidate = Path.of(folder, name).toAbsolutePath();
                if (Files.isRegularFile(candidate) && Files.isExecutable(candidate)) {
                    found.add(candidate);
                }
            }
        }
        return found;
    }

    private static Optional<TemporalBinary> look(Path path, TemporalBinary.Source source, List<String> passedOver) {
        try {
            return Optional.of(new TemporalBinary(path.toAbsolutePath(), source, version(path)));
        } catch (IOException e) {
            passedOver.add(e.getMessage());
            return Optional.empty();
        }
    }

    /** Runs the binary and reads the version it tells. */
    static String version(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            throw new IOException(path + " is not a file");
        }
        if (!Files.isExecutable(path)) {
            throw new IOException(path + " is not executable");
        }
        ShortCommand.Result result = ShortCommand.run(List.of(path.toString(), "--version"), Map.of(), ANSWER_LIMIT);
        Matcher matcher = VERSION.matcher(result.output());
        if (result.exitCode() != 0 || !matcher.find()) {
            throw new IOException(path + " does not answer like a temporal binary: " + result.summary());
        }
        return matcher.group(1);
    }
}
