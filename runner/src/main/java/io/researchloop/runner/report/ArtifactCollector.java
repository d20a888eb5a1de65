package io.researchloop.runner.report;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Looks together what the sprint has to show: the known files by name, and what lies under {@code results/}. */
final class ArtifactCollector {
    static final long MAX_SIZE = 100L * 1024 * 1024;
    static final int MAX_FILES = 500;
    private static final int MAX_DEPTH = 6;
    private static final int MAX_ROUNDS = 99;
    private static final int MAX_REMARKS = 20;

    private final SprintDirectory directory;
    private final long maxSize;
    private final ToolLog toolLog;
    private final List<Artifact> found = new ArrayList<>();
    private final List<String> leftOut = new ArrayList<>();
    private int tooMany;

    ArtifactCollector(SprintDirectory directory, long maxSize, ToolLog toolLog) {
        this.directory = directory;
        this.maxSize = maxSize;
        this.toolLog = toolLog;
    }

    /** The tool log comes last, so that it tells of the others. */
    ArtifactManifest collect() {
        Stream.of(SprintFiles.REPORT, SprintFiles.SUMMARY, SprintFiles.FINDINGS, SprintFiles.METRICS)
                .forEach(this::add);
        Stream.of(SprintFiles.REPORT_PDF, SprintFiles.PROGRESS, SprintFiles.PROVENANCE)
                .forEach(this::add);
        for (int round = 1; round <= MAX_ROUNDS && Files.exists(path(SprintFiles.redTeamRound(round))); round++) {
            add(SprintFiles.redTeamRound(round));
            add(SprintFiles.fixesRound(round));
        }
        results().forEach(this::add);
        if (tooMany > 0) {
            leftOut.add(tooMany + " more files under " + SprintFiles.RESULTS + "/ are left out: at most " + MAX_FILES
                    + " are kept");
        }
        leftOut.forEach(toolLog::trouble);
        add(SprintFiles.TOOL_LOG);
        return new ArtifactManifest(found, leftOut);
    }

    private List<String> results() {
        Path results = path(SprintFiles.RESULTS);
        if (!Files.isDirectory(results, LinkOption.NOFOLLOW_LINKS)) {
            return List.of();
        }
        try (Stream<Path> walk = Files.walk(results, MAX_DEPTH)) {
            return walk.filter(path -> !Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))
                    .map(path -> directory.root().relativize(path).toString())
                    .sorted()
                    .toList();
        } catch (IOException | UncheckedIOException e) {
            leaveOut(SprintFiles.RESULTS + "/ cannot be read: " + e.getMessage());
            return List.of();
        }
    }

    private void add(String name) {
        if (!Files.exists(path(name), LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        Path file = directory.file(name).orElse(null);
        if (file == null) {
            leaveOut(name + " is left out: no regular file in the sprint's directory");
        } else if (found.size() >= MAX_FILES && !name.equals(SprintFiles.TOOL_LOG)) {
            tooMany++;
        } else {
            measure(name, file);
        }
    }

    private void measure(String name, Path file) {
        try {
            long size = Files.size(file);
            if (size > maxSize) {
                leaveOut(name + " is left out: " + size / (1024 * 1024) + " MiB, at most " + maxSize / (1024 * 1024)
                        + " are kept");
            } else {
                found.add(new Artifact(name, size, Sha256.of(file), false));
            }
        } catch (IOException e) {
            leaveOut(name + " is left out: it cannot be read (" + e.getMessage() + ")");
        }
    }

    private void leaveOut(String why) {
        if (leftOut.size() < MAX_REMARKS) {
            leftOut.add(why);
        }
    }

    private Path path(String name) {
        return directory.resolve(name);
    }
}
