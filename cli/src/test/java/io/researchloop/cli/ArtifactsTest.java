package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ArtifactsTest {
    private static final byte[] PLOT = "P5 \0\u00ff plot".getBytes(UTF_8);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws Exception {
        var sum = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(PLOT));
        server = new FakeServer()
                .on(
                        "GET /api/sprints/sp-1/artifacts",
                        "{\"artifacts\":[{\"name\":\"results/my plot.png\",\"size\":1234567,\"sha256\":\"" + sum
                                + "\",\"content_type\":\"image/png\"},{\"name\":\"a/..\",\"size\":1}]}")
                .on("GET /api/sprints/sp-1/artifacts/results/my%20plot.png", FakeServer.bytes(200, PLOT, "image/png"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Run run(String... args) {
        return new Run(folder).at(server).go(args);
    }

    @Test
    void artifactsAreListedWithSizeAndType() {
        assertThat(run("sprint", "artifacts", "sp-1").out())
                .containsPattern("results/my plot.png\\s+1.2 MB\\s+image/png");
        assertThat(run("sprint", "artifacts", "sp-1", "--json").json().has("artifacts"))
                .isTrue();
    }

    @Test
    void anArtifactIsWrittenUnderItsOwnNameAndNeverOverAnother() throws IOException {
        var first = run("sprint", "artifacts", "sp-1", "results/my plot.png");
        var second = run("sprint", "artifacts", "sp-1", "results/my plot.png");

        assertThat(first.exit()).isZero();
        assertThat(folder.resolve("my plot.png")).hasBinaryContent(PLOT);
        assertThat(second.exit()).isOne();
        assertThat(second.err()).contains("exists already");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(1);
        }
    }

    @Test
    void theUserMayChooseTheFileOrStandardOutput() {
        assertThat(run("sprint", "artifacts", "sp-1", "results/my plot.png", "-o", "x.png")
                        .exit())
                .isZero();
        assertThat(folder.resolve("x.png")).hasBinaryContent(PLOT);
        assertThat(run("sprint", "artifacts", "sp-1", "results/my plot.png", "-o", "-")
                        .out())
                .isEqualTo(new String(PLOT, UTF_8));
    }

    @Test
    void aDamagedDownloadLeavesNoFile() throws IOException {
        try (var liar = new FakeServer()
                .on(
                        "GET /api/sprints/sp-1/artifacts",
                        "{\"artifacts\":[{\"name\":\"report.md\",\"size\":3,\"sha256\":\"" + "0".repeat(64) + "\"}]}")
                .on("GET /api/sprints/sp-1/artifacts/report.md", FakeServer.bytes(200, PLOT, "text/plain"))) {
            var run = new Run(folder).at(liar).go("sprint", "artifacts", "sp-1", "report.md");

            assertThat(run.exit()).isOne();
            assertThat(run.err()).contains("arrived damaged");
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void anUnknownArtifactIsAnsweredWithThoseThereAre() {
        var run = run("sprint", "artifacts", "sp-1", "plot.png");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("no artifact \"plot.png\"").contains("results/my plot.png");
    }

    @Test
    void aNameThatIsNoFileNameIsNotUsedAsOne() {
        var run = run("sprint", "artifacts", "sp-1", "a/..");

        assertThat(run.exit()).isOne();
        assertThat(run.err()).contains("Name the file with -o");
    }
}
