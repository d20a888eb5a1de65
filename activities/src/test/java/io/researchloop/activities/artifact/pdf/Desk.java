package io.researchloop.activities.artifact.pdf;

import io.researchloop.activities.artifact.ReportRenderer;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.imageio.ImageIO;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;

/** Prints reports of one sprint, whose files lie in a folder. */
final class Desk {
    static final ReportSheet SHEET = new ReportSheet(
            "sp-00000001",
            "Does depth help?",
            "Does depth help?\nWith a fixed budget of steps.",
            Instant.parse("2026-01-31T14:05:00Z"),
            List.of(
                    List.of("Study", "loss-curves"),
                    List.of("Sprint", "sp-00000001, completed"),
                    List.of("Ended", "31 Jan 2026, 14:05 UTC"),
                    List.of("Cost", "$1.25 of $2.50")),
            List.of(List.of("accuracy", "0.91", "higher is better")),
            List.of(
                    List.of("Research", "completed", "12 min", "$0.80"),
                    List.of("Red-team 1", "completed", "3 min", "$0.45")));

    private final Path folder;
    private final ReportPrinter printer;

    Desk(Path root) {
        this.folder = root.resolve(SHEET.sprintId());
        this.printer = new ReportPrinter(
                new ReportRenderer(),
                (sprint, name) ->
                        Optional.of(root.resolve(sprint).resolve(name)).filter(Files::isRegularFile),
                PaperFonts.of(Optional.empty()));
    }

    byte[] print(String markdown) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        printer.print(SHEET, markdown, out);
        return out.toByteArray();
    }

    Path file(String name, byte[] bytes) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.write(file, bytes);
    }

    void image(String name, int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, width, height);
        pen.setColor(Color.BLUE);
        pen.drawLine(0, 0, width, height);
        pen.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageIO.write(image, "png", out);
        file(name, out.toByteArray());
    }

    static String text(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document);
        }
    }

    static int pages(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return document.getNumberOfPages();
        }
    }
}
