package io.researchloop.activities.artifact.pdf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.CRC32;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An agent may be told by what it reads to write anything; the worst that comes of it is an ugly report. */
class HostileReportTest {
    /** Each of these takes a few seconds; the machine may have much else to do. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private Desk desk;

    @BeforeEach
    void prepare() {
        desk = new Desk(folder);
    }

    @Test
    void fetchesNothingFromAnywhere() throws Exception {
        AtomicInteger asked = new AtomicInteger();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            asked.incrementAndGet();
            exchange.close();
        });
        server.start();
        Path secret = Files.writeString(folder.resolve("secret.txt"), "the-secret-words");
        String url = "http://127.0.0.1:" + server.getAddress().getPort();
        try {
            byte[] pdf = desk.print(
                    """
                    Before.

                    ![remote](URL/a.png) ![file](FILE) ![up](../../secret.txt) ![up](../secret.txt)

                    <img src="URL/b.png"><img src="FILE"><img src="image:0"><img src="//127.0.0.1/c.png">
                    <link rel="stylesheet" href="URL/d.css"><link rel="attachment" href="FILE">
                    <style>@import url(URL/e.css); body { background: url(URL/f.png) }</style>
                    <p style="background-image: url(URL/g.png)">Styled</p>
                    <object data="URL/h.svg"></object><iframe src="URL/i.html"></iframe><embed src="FILE">
                    <svg><image href="URL/j.png"/></svg><script src="URL/k.js">alert(1)</script>
                    <a href="FILE" download>take</a> <a href="javascript:alert(1)">run</a>

                    After.
                    """.replace("URL", url).replace("FILE", secret.toUri().toString()));

            assertThat(Desk.text(pdf))
                    .contains("Before.", "Styled", "After.")
                    .doesNotContain("the-secret-words", "alert(1)");
            String raw = new String(pdf, StandardCharsets.ISO_8859_1);
            assertThat(raw).doesNotContain("/JavaScript", "/Launch", "/EmbeddedFile", "file:");
            assertThat(asked).hasValue(0);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void aTableOfFiftyMegabytesIsCut() {
        String row = "| 0.123456789 | 0.123456789 | 0.123456789 | 0.123456789 |\n";
        String table = "| a | b | c | d |\n|---|---|---|---|\n" + row.repeat((50 << 20) / row.length());

        byte[] pdf = printed(table);

        assertThat(pages(pdf)).isLessThan(120);
        assertThat(text(pdf)).contains("The text is longer than 1 MB; only its beginning is shown");
    }

    @Test
    void aTableOfManyRowsIsCut() {
        byte[] pdf = printed("| a | b |\n|---|---|\n" + "| 0.1 | 0.2 |\n".repeat(4000));

        assertThat(text(pdf))
                .contains("Of the tables, 2501 rows are not shown here")
                .contains("report.md");
    }

    @Test
    void aTableOfManyColumnsIsCut() {
        byte[] pdf = printed("| a ".repeat(3000) + "|\n" + "|---".repeat(3000) + "|\n" + "| 1 ".repeat(3000) + "|\n");

        assertThat(text(pdf)).contains("columns more than fit on a page");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "> ",
                "- ",
                "<div>",
                "<table><tr><td>",
                "<blockquote><ul><li>",
                "<table><tr><td><table><tbody><tr><th>",
                "<details><summary>",
                "<b><i><sub>",
                "*a **b ",
                "[a](",
                "<td colspan=999 rowspan=999>"
            })
    void nestingDoesNotHurt(String opening) {
        byte[] pdf = printed("Before.\n\n" + opening.repeat(4000) + "the kernel\n\nAfter.");

        assertThat(text(pdf)).contains("Before.");
    }

    @Test
    void cellsThatSpanEverythingDoNotHurt() {
        byte[] pdf = printed("<table>" + "<tr><td colspan=999 rowspan=999>a</td><td>b</td></tr>".repeat(3000)
                + "</table>\n\nAfter.");

        assertThat(text(pdf)).contains("After.");
    }

    @Test
    void aWordThatNeverEndsIsBroken() {
        assertThat(pages(printed("x".repeat(300_000)))).isBetween(10, 200);
        assertThat(pages(printed("```\n" + "y".repeat(300_000) + "\n```"))).isBetween(10, 200);
    }

    @Test
    void anImageThatClaimsToBeHugeIsNotDecoded() throws IOException {
        desk.file("results/bomb.png", pngOf(60_000, 60_000));

        assertThat(text(printed("![Plot](results/bomb.png)")))
                .contains("[Image results/bomb.png, “Plot” is not shown here: it has too many pixels]");
    }

    @Test
    void aBrokenAnEmptyAndATooLargeImageAreNamed() throws IOException {
        desk.image("results/whole.png", 400, 300);
        byte[] whole =
                Files.readAllBytes(desk.file("results/copy.png", new byte[0]).resolveSibling("whole.png"));
        desk.file("results/half.png", Arrays.copyOf(whole, 40));
        desk.file("results/large.png", new byte[(int) PaperImages.MAX_BYTES + 1]);
        desk.file("results/plot.svg", "<svg xmlns='http://www.w3.org/2000/svg'/>".getBytes(StandardCharsets.UTF_8));

        String text = text(printed("![a](results/half.png) ![b](results/copy.png) ![c](results/large.png)"
                + " ![d](results/plot.svg) ![e](results/none.png)"));

        assertThat(text.replaceAll("\\s+", " "))
                .contains("half.png, “a” is not shown here: the file is damaged")
                .contains("copy.png, “b” is not shown here: it is no PNG, JPEG or GIF")
                .contains("large.png, “c” is not shown here: the file is too large")
                .contains("plot.svg, “d” is not shown here: it is no PNG, JPEG or GIF")
                .contains("none.png, “e” is not shown here: there is no such file");
    }

    @Test
    void manyImagesShareOneBudget() throws IOException {
        for (int i = 0; i < 30; i++) {
            desk.image("results/" + i + ".png", 1600, 1500);
        }
        StringBuilder report = new StringBuilder();
        for (int i = 0; i < 30; i++) {
            report.append("![n](results/").append(i).append(".png)\n\n");
        }

        assertThat(text(printed(report.toString()))).contains("the document has many images already");
    }

    @Test
    void charactersThatTurnTheTextAreLeftOut() {
        assertThat(text(printed("pay \u202e001\u202c dollars, \u2066x\u2069y, nul \u0000 bell \u0007 end")))
                .contains("pay 001 dollars, xy, nul")
                .doesNotContain("\u202e", "\u2066", "\u0007");
    }

    private byte[] printed(String markdown) {
        return assertTimeoutPreemptively(PATIENCE, () -> desk.print(markdown));
    }

    private static String text(byte[] pdf) {
        try {
            return Desk.text(pdf);
        } catch (IOException e) {
            throw new AssertionError("this is no PDF", e);
        }
    }

    private static int pages(byte[] pdf) {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        } catch (IOException e) {
            throw new AssertionError("this is no PDF", e);
        }
    }

    /** The head of a PNG of that size, and no picture behind it. */
    private static byte[] pngOf(int width, int height) throws IOException {
        ByteArrayOutputStream header = new ByteArrayOutputStream();
        DataOutputStream chunk = new DataOutputStream(header);
        chunk.writeBytes("IHDR");
        chunk.writeInt(width);
        chunk.writeInt(height);
        chunk.write(new byte[] {8, 2, 0, 0, 0});
        CRC32 crc = new CRC32();
        crc.update(header.toByteArray());
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(png);
        out.writeLong(0x89504e470d0a1a0aL);
        out.writeInt(13);
        out.write(header.toByteArray());
        out.writeInt((int) crc.getValue());
        return png.toByteArray();
    }
}
