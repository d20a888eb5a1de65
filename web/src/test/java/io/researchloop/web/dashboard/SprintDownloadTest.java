package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.artifact.pdf.ReportPdf;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SprintDownloadTest {
    private static final String COMPLETED = "/api/sprints/" + Seed.COMPLETED;

    static TestServer server;
    static Path folder;
    static Http http;

    @BeforeAll
    static void start(@TempDir Path temporary) throws IOException {
        folder = temporary;
        server = TestServer.start(temporary);
        http = server.http().secret();
        new Seed(server).all();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void theReportIsPrintedOnceAndKept() throws Exception {
        Answer first = http.get(COMPLETED + "/report.pdf");
        Answer second = http.get(COMPLETED + "/report.pdf");

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.header("Content-Type")).isEqualTo("application/pdf");
        assertThat(first.header("Content-Disposition")).contains("report-" + Seed.COMPLETED + ".pdf");
        assertThat(first.body()).startsWith("%PDF-");
        assertThat(second.body()).isEqualTo(first.body());
        assertThat(second.header("ETag")).isEqualTo(first.header("ETag"));
        assertThat(kept()).hasSize(1);
    }

    @Test
    void manyWhoAskAtOnceGetOneFile() throws Exception {
        ReportPdf pdf = server.bean(ReportPdf.class);
        for (Path file : kept()) {
            Files.delete(file);
        }

        List<CompletableFuture<?>> asked = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            asked.add(pdf.start(Seed.COMPLETED));
        }
        Path file = pdf.file(Seed.COMPLETED, Duration.ofMinutes(2)).orElseThrow();

        for (CompletableFuture<?> answer : asked) {
            assertThat(answer.get()).isEqualTo(java.util.Optional.of(file));
        }
        assertThat(kept()).containsExactly(file);
    }

    @Test
    void anotherPictureMakesAnotherFile() throws Exception {
        ReportPdf pdf = server.bean(ReportPdf.class);
        Path before = pdf.file(Seed.COMPLETED, Duration.ofMinutes(2)).orElseThrow();
        ArtifactFiles files = server.bean(ArtifactFiles.class);
        Path temporary = files.newTemporary();
        Files.writeString(temporary, "another");
        files.keep(Seed.COMPLETED, "results/new.png", temporary, null);

        Path after = pdf.file(Seed.COMPLETED, Duration.ofMinutes(2)).orElseThrow();

        assertThat(after).isNotEqualTo(before);
        assertThat(kept()).containsExactly(after);
    }

    @Test
    void theArchiveHoldsEveryFile() throws Exception {
        var response = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(
                                        URI.create("http://127.0.0.1:" + server.port() + COMPLETED + "/artifacts.zip"))
                                .header("X-Shared-Secret", TestServer.SECRET)
                                .build(),
                        BodyHandlers.ofInputStream());

        assertThat(response.statusCode()).isEqualTo(200);
        List<String> names = new ArrayList<>();
        try (InputStream body = response.body();
                ZipInputStream zip = new ZipInputStream(body)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                names.add(entry.getName());
                if (entry.getName().endsWith("/findings.md")) {
                    assertThat(new String(zip.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8))
                            .contains("All five seeds agree.");
                }
            }
        }
        assertThat(names)
                .contains(Seed.COMPLETED + "/report.md", Seed.COMPLETED + "/results/loss curves.svg")
                .allMatch(name -> name.startsWith(Seed.COMPLETED + "/"));
    }

    @Test
    void whatIsNotThereIsSaid() {
        assertThat(http.get("/api/sprints/" + Seed.QUEUED + "/report.pdf").status())
                .isEqualTo(404);
        assertThat(http.get("/api/sprints/" + Seed.QUEUED + "/report.pdf").detail())
                .contains("has no report");
        assertThat(http.get("/api/sprints/" + Seed.QUEUED + "/artifacts.zip").status())
                .isEqualTo(404);
        assertThat(http.get("/api/sprints/sp-00000000/report.pdf").status()).isEqualTo(404);
    }

    @Test
    void nobodyGetsThemWithoutACredential() {
        for (String file : List.of("/report.pdf", "/artifacts.zip")) {
            assertThat(server.http().get(COMPLETED + file).status()).isEqualTo(401);
            assertThat(server.http()
                            .get(COMPLETED.replace("/api", "/dashboard") + file)
                            .status())
                    .isEqualTo(302);
        }
    }

    private static List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("artifacts/.reports"))) {
            return files.toList();
        }
    }
}
