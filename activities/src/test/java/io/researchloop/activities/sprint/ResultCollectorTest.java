package io.researchloop.activities.sprint;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.cluster.Clusters;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationLoader;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.Store;
import io.researchloop.activities.store.StoreSettings;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultCollectorTest {
    private static final String ID = "sp-1";

    @TempDir
    Path folder;

    private Path sprint;
    private Store store;
    private Clusters clusters;
    private ArtifactFiles files;
    private ResultCollector collector;

    @BeforeEach
    void open() throws IOException {
        Path file = Files.writeString(folder.resolve("researchloop.toml"), """
                db_path = "test.db"
                artifact_dir = "artifacts"

                [[cluster]]
                name = "here"
                scheduler_type = "local"
                working_dir = "%s"

                [[study]]
                name = "demo"
                cluster = "here"
                """.formatted(folder));
        Configuration configuration = ConfigurationLoader.load(Optional.of(file), Map.of(), folder, folder);
        sprint = Files.createDirectories(folder.resolve(ID));
        Files.createDirectories(sprint.resolve(SprintFiles.attempt(2)));
        clusters = new Clusters(configuration);
        store = Store.open(new StoreSettings(folder.resolve("test.db")), Clock.systemUTC(), Stream::of);
        files = new ArtifactFiles(configuration, store.artifacts());
        collector = new ResultCollector(store.sprints(), store.tweaks(), store.artifacts(), files, new RemainsReader());
        secondAttemptRuns();
    }

    @AfterEach
    void close() {
        store.close();
        clusters.close();
    }

    @Test
    void bringsHomeTheEndOfWhatTheJobOfASprintSaidThatDidNotComplete() throws Exception {
        Files.writeString(sprint.resolve(SprintFiles.OUTPUT_LOG), "epoch 3\n");
        jobSaid("x".repeat(100_000) + "\nslurmstepd: error: *** JOB CANCELLED ***\n");

        collect();

        assertThat(files.find(ID, SprintFiles.OUTPUT_LOG)).isPresent();
        assertThat(files.find(ID, SprintFiles.JOB_OUTPUT)).hasValueSatisfying(kept -> assertThat(kept)
                .hasSize(64 << 10)
                .content()
                .endsWith("x\nslurmstepd: error: *** JOB CANCELLED ***\n"));
    }

    @Test
    void anEarlierAttemptsEndDoesNotSpeakForTheLastOne() throws Exception {
        jobSaid("no Java here\n");
        state(1, OutcomeKind.COMPLETED);

        collect();

        assertThat(files.find(ID, SprintFiles.JOB_OUTPUT)).isPresent();
    }

    @Test
    void whatTheJobOfACompletedSprintSaidStaysWhereItIs() throws Exception {
        jobSaid("all is well\n");
        state(2, OutcomeKind.COMPLETED);

        collect();

        assertThat(files.find(ID, SprintFiles.JOB_OUTPUT)).isEmpty();
    }

    @Test
    void aJobThatSaidNothingLeavesNoFile() throws Exception {
        collect();

        assertThat(store.artifacts().list(ID)).isEmpty();
    }

    private void collect() throws InterruptedException {
        collector.collect(
                clusters.access("here"), new Owner(store.sprints().detail(ID).orElseThrow(), null));
    }

    private void jobSaid(String text) throws IOException {
        Files.writeString(sprint.resolve(SprintFiles.jobOutput(2)), text);
    }

    private void state(int attempt, OutcomeKind kind) throws IOException {
        PipelineState state =
                new PipelineState(ID, attempt, null, List.of(), Usage.NONE, Outcome.of(kind, ""), Instant.EPOCH);
        Files.writeString(sprint.resolve(SprintFiles.STATE), Json.write(state));
    }

    private void secondAttemptRuns() {
        store.sprints()
                .create(new NewSprint(
                        ID,
                        "demo",
                        "here",
                        "Does it scale?",
                        sprint.toString(),
                        "scripted",
                        null,
                        null,
                        3600,
                        5,
                        60,
                        Map.of(),
                        null,
                        null,
                        null,
                        Instant.now()));
        store.sprints()
                .project(new SprintProjection(
                        ID,
                        1,
                        SprintStatus.RUNNING,
                        2,
                        1,
                        0,
                        new JobRef("here", "4711", JobRef.nameOf(ID, 2)),
                        0,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null));
    }
}
