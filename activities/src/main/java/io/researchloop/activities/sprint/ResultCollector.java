package io.researchloop.activities.sprint;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.artifact.ArtifactRefused;
import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.store.Tweaks;
import io.researchloop.activities.transport.RemoteFile;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Brings home from a sprint's directory what its runner did not upload, and the texts for the row. */
@Component
final class ResultCollector {
    private static final Logger LOG = LoggerFactory.getLogger(ResultCollector.class);
    private static final int MAX_TEXT = 2 << 20;
    private static final long MAX_FILE = 100L << 20;
    private static final int MAX_JOB_OUTPUT = 64 << 10;
    private static final Pattern WANTED = Pattern.compile(
            "report\\.(md|pdf)|report\\.v\\d+\\.md|findings\\.md|summary\\.txt|metrics\\.json"
                    + "|provenance\\.json|progress\\.md|output\\.log|sprint_log\\.txt|(red_team|fixes)_round_\\d+\\.md|results/.+");

    private static final Set<String> TEXTS = Set.of(
            SprintFiles.REPORT, SprintFiles.FINDINGS, SprintFiles.SUMMARY, SprintFiles.METRICS, SprintFiles.PROGRESS);

    private final SprintStore sprints;
    private final Tweaks tweaks;
    private final ArtifactIndex index;
    private final ArtifactFiles artifacts;
    private final RemainsReader remains;

    ResultCollector(
            SprintStore sprints, Tweaks tweaks, ArtifactIndex index, ArtifactFiles artifacts, RemainsReader remains) {
        this.sprints = sprints;
        this.tweaks = tweaks;
        this.index = index;
        this.artifacts = artifacts;
        this.remains = remains;
    }

    void collect(ClusterAccess cluster, Owner owner) throws InterruptedException {
        SprintRow row = owner.row();
        RemoteShell shell = cluster.shell();
        SprintDirectory directory = new SprintDirectory(cluster.directory(row.directory()));
        fetchMissing(shell, directory, owner);
        TweakRow tweak = owner.tweak();
        Optional<PipelineState> left = remains.state(shell, owner.attempts(directory.path()));
        // Steps, session and cost of the sprint are its own attempts'.
        Optional<PipelineState> state = tweak == null ? left : Optional.empty();
        if (tweak != null) {
            left.ifPresent(of -> tweaks.spent(tweak.id(), of.usage().costUsd()));
        } else if (state.filter(last -> completed(last, row)).isEmpty()) {
            keepJobOutput(shell, directory, row);
        }
        sprints.saveResults(
                row.id(),
                new SprintResults(
                        row.ideaPreview().isBlank() ? text(shell, directory, SprintFiles.IDEA) : null,
                        text(shell, directory, SprintFiles.SUMMARY),
                        text(shell, directory, SprintFiles.REPORT),
                        text(shell, directory, SprintFiles.FINDINGS),
                        text(shell, directory, SprintFiles.METRICS),
                        state.map(PipelineState::sessionId).orElse(null),
                        state.map(PipelineState::usage).orElse(null),
                        state.map(PipelineState::steps).orElse(null)));
    }

    private static boolean completed(PipelineState state, SprintRow row) {
        return state.attempt() == row.attempt()
                && state.outcome() != null
                && state.outcome().kind() == OutcomeKind.COMPLETED;
    }

    /** What the batch script and the scheduler said tells why a job died where its runner could not. */
    private void keepJobOutput(RemoteShell shell, SprintDirectory directory, SprintRow row)
            throws InterruptedException {
        ShellResult end = shell.run(ShellCommand.of(
                "tail", "-c", String.valueOf(MAX_JOB_OUTPUT), directory.file(SprintFiles.jobOutput(row.attempt()))));
        if (end.ok() && !end.stdout().isBlank()) {
            InputStream text = new ByteArrayInputStream(end.stdout().getBytes(StandardCharsets.UTF_8));
            keep(text, row.id(), SprintFiles.JOB_OUTPUT);
        }
    }

    private @Nullable String text(RemoteShell shell, SprintDirectory directory, String file) {
        return remains.text(shell, directory.file(file), MAX_TEXT)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(null);
    }

    /** What a tweak made anew may have the size that it had. */
    private void fetchMissing(RemoteShell shell, SprintDirectory directory, Owner owner) throws InterruptedException {
        String sprintId = owner.row().id();
        boolean renewed = owner.tweak() != null;
        Map<String, Long> stored =
                index.list(sprintId).stream().collect(Collectors.toMap(ArtifactRow::name, ArtifactRow::size));
        List<RemoteFile> missing = shell.list(directory.path()).stream()
                .filter(file -> WANTED.matcher(file.path()).matches() && file.size() <= MAX_FILE)
                .filter(file -> (renewed && TEXTS.contains(file.path()))
                        || !Long.valueOf(file.size()).equals(stored.get(file.path())))
                .toList();
        for (RemoteFile file : missing) {
            fetch(shell, directory, sprintId, file.path());
        }
    }

    private void fetch(RemoteShell shell, SprintDirectory directory, String sprintId, String name) {
        try (InputStream in = shell.read(directory.file(name))) {
            keep(in, sprintId, name);
        } catch (FileNotFoundException e) {
            LOG.info("sprint={} {} went while the results were collected", sprintId, name);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot bring " + name + " home", e);
        }
    }

    private void keep(InputStream in, String sprintId, String name) {
        try {
            Path temporary = artifacts.newTemporary();
            try {
                Files.copy(in, temporary);
                artifacts.keep(sprintId, name, temporary, null);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (ArtifactRefused e) {
            LOG.warn("sprint={} {} is not kept: {}", sprintId, name, e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot keep " + name, e);
        }
    }
}
