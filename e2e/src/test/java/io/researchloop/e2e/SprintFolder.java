package io.researchloop.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A sprint's directory, read by whoever wants to know what was really done. */
record SprintFolder(Path path) {
    /**
     * What a step noted of itself.
     *
     * @param event {@code begin} or {@code end}
     * @param nanos since the epoch
     */
    record Mark(String step, String event, int attempt, long nanos) {}

    /** Attempt directories that a job was made for, in order. */
    List<Path> attempts() {
        Path folder = path.resolve(".researchloop/attempts");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.sorted(Comparator.comparingInt(
                            attempt -> Integer.parseInt(attempt.getFileName().toString())))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path attempt(int number) {
        return path.resolve(".researchloop/attempts/" + number);
    }

    boolean has(String file) {
        return Files.exists(path.resolve(file));
    }

    String text(String file) {
        return new String(bytes(file), StandardCharsets.UTF_8);
    }

    byte[] bytes(String file) {
        try {
            return Files.readAllBytes(path.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What {@link Project#MARKED_STEPS} wrote, in order. */
    List<Mark> marks() {
        return has("work.log")
                ? text("work.log").lines().map(SprintFolder::mark).toList()
                : List.of();
    }

    /** The steps whose begin or end was noted, in order. */
    List<String> steps(String event) {
        return marks().stream()
                .filter(mark -> mark.event().equals(event))
                .map(Mark::step)
                .toList();
    }

    /** The variable that authenticates the runner; the file is a shell script, so a shell reads it. */
    String runnerToken() {
        return Stream.of(text(".researchloop/env").split("\n"))
                .map(line -> line.replaceFirst("^export ", ""))
                .filter(line -> line.startsWith("RESEARCHLOOP_WEBHOOK_TOKEN="))
                .map(line -> line.substring(line.indexOf('=') + 1).replace("'", ""))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no token in " + path));
    }

    /** Every file's path below the directory. */
    List<Path> files() {
        try (Stream<Path> all = Files.walk(path)) {
            return all.filter(Files::isRegularFile).collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Optional<ProcessHandle> runner(int attempt) {
        return Processes.runner(attempt(attempt));
    }

    private static Mark mark(String line) {
        String[] words = line.split(" ", -1);
        return new Mark(words[0], words[1], Integer.parseInt(words[2]), Long.parseLong(words[3]));
    }
}
