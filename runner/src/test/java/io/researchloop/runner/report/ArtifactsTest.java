package io.researchloop.runner.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.Sha256;
import io.researchloop.runner.report.FakeOrchestrator.Answer;
import io.researchloop.runner.report.FakeOrchestrator.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ArtifactsTest {
    private static final String PATH = "/api/artifacts/sp-1";

    private final Path root;
    private final SprintDirectory directory;
    private final ToolLog toolLog;
    private final FakeOrchestrator server = FakeOrchestrator.start();

    ArtifactsTest(@TempDir Path root) throws IOException {
        this.root = root.toRealPath();
        this.directory = SprintDirectory.at(root);
        this.toolLog = new ToolLog(directory, InstantSource.system());
        Files.createDirectories(root.resolve("results/plots"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void sendsWhatIsThereWithItsHash() throws Exception {
        Files.writeString(root.resolve("report.md"), "# Größe\n");
        Files.writeString(root.resolve("results/plots/a \"b\".png"), "png");

        handOver();

        List<Request> requests = server.requests(PATH);
        assertThat(requests).hasSize(2);
        Request report = requests.get(0);
        assertThat(report.header("X-content-sha256")).isEqualTo(Sha256.of("# Größe\n"));
        assertThat(report.header("X-webhook-token")).isEqualTo("secret");
        String boundary = report.header("Content-type").replaceAll(".*boundary=", "");
        assertThat(report.text())
                .isEqualTo("--" + boundary
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"report.md\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n# Größe\n\r\n--" + boundary + "--\r\n");
        assertThat(requests.get(1).body()).contains("filename=\"results/plots/a %22b%22.png\"");
        assertThat(manifest().artifacts())
                .containsExactly(
                        new Artifact("report.md", 9 + 1, Sha256.of("# Größe\n"), true),
                        new Artifact("results/plots/a \"b\".png", 3, Sha256.of("png"), true));
    }

    @Test
    void triesAgainAndThenLeavesItToTheManifest() throws Exception {
        Files.writeString(root.resolve("report.md"), "one");
        Files.writeString(root.resolve("summary.txt"), "two");
        server.answers(Answer.of(500), Answer.of(201), Answer.of(500), Answer.of(500), Answer.of(500));

        handOver();

        assertThat(server.requests(PATH)).hasSize(5);
        assertThat(manifest().artifacts()).extracting(Artifact::uploaded).containsExactly(true, false);
    }

    @Test
    void stopsTryingWhenTheOrchestratorIsAway() throws Exception {
        server.always(Answer.of(503));
        for (int i = 0; i < 20; i++) {
            Files.writeString(root.resolve("results/" + i + ".csv"), "x" + i);
        }

        handOver();

        assertThat(server.requests(PATH)).hasSize(6);
        assertThat(manifest().artifacts()).hasSize(20).noneMatch(Artifact::uploaded);
    }

    @Test
    void aNextAttemptSendsOnlyWhatIsNew() throws Exception {
        Files.writeString(root.resolve("report.md"), "one");
        Files.writeString(root.resolve("summary.txt"), "two");
        handOver();
        Files.writeString(root.resolve("summary.txt"), "three");

        handOver();

        assertThat(server.requests(PATH)).hasSize(3);
        assertThat(manifest().artifacts()).hasSize(2).allMatch(Artifact::uploaded);
    }

    @Test
    void neverFollowsALinkOutOfTheDirectory(@TempDir Path elsewhere) throws Exception {
        Path secret = Files.writeString(elsewhere.resolve("id_rsa"), "secret");
        Files.createSymbolicLink(root.resolve("report.md"), secret);
        Files.createSymbolicLink(root.resolve("results/key"), secret);
        Files.createSymbolicLink(root.resolve("results/home"), elsewhere);

        handOver();

        assertThat(server.paths()).containsExactly(PATH);
        assertThat(manifest().artifacts()).extracting(Artifact::name).containsExactly("sprint_log.txt");
        assertThat(Files.readString(root.resolve("sprint_log.txt")))
                .contains("report.md is left out", "results/key is left out", "results/home is left out");
    }

    @Test
    void leavesOutWhatIsTooLargeOrTooManyAndSaysSo() throws Exception {
        for (int i = 0; i < ArtifactCollector.MAX_FILES + 3; i++) {
            Files.writeString(root.resolve(String.format("results/%04d.csv", i)), "x");
        }
        Files.writeString(root.resolve("results/0000.csv"), "x".repeat(2000));

        ArtifactManifest manifest = new ArtifactCollector(directory, 1000, toolLog).collect();

        assertThat(manifest.artifacts()).hasSize(ArtifactCollector.MAX_FILES + 1);
        assertThat(manifest.leftOut())
                .containsExactly(
                        "results/0000.csv is left out: 0 MiB, at most 0 are kept",
                        "2 more files under results/ are left out: at most 500 are kept");
    }

    @Test
    void streamsALargeFile() throws Exception {
        byte[] large = new byte[40 * 1024 * 1024];
        Files.write(root.resolve("report.pdf"), large);

        handOver();

        assertThat(server.requests(PATH).get(0).body().length()).isGreaterThan(large.length);
        assertThat(manifest().artifacts().get(0).uploaded()).isTrue();
    }

    private void handOver() throws InterruptedException {
        RetryPolicy quick = new RetryPolicy(
                Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofSeconds(5), Duration.ofSeconds(5));
        Delivery delivery = new Delivery(new OrchestratorClient(server.url(), "secret"), quick);
        ArtifactUpload upload = new ArtifactUpload(delivery, "sp-1", Duration.ofSeconds(20));
        new Artifacts(directory, toolLog, upload).handOver();
    }

    private ArtifactManifest manifest() {
        return ArtifactManifest.read(directory);
    }
}
