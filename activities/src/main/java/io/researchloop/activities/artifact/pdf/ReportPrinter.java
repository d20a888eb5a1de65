package io.researchloop.activities.artifact.pdf;

import io.researchloop.activities.artifact.RenderedReport;
import io.researchloop.activities.artifact.ReportRenderer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.web.util.HtmlUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** A sprint's numbers and its report → PDF. */
final class ReportPrinter {
    private static final int PLAIN = 60_000;

    private final ReportRenderer renderer;
    private final PaperImages.Shelf files;
    private final PaperFonts fonts;
    private final String style;

    ReportPrinter(ReportRenderer renderer, PaperImages.Shelf files, PaperFonts fonts) {
        this.renderer = renderer;
        this.files = files;
        this.fonts = fonts;
        this.style = style();
    }

    void print(ReportSheet sheet, String markdown, OutputStream out) throws IOException {
        RenderedReport report = renderer.render(markdown, PaperBody.ARTIFACTS);
        print(sheet, report.html(), report, out);
    }

    /** The text as it was written, for one that cannot be laid out. */
    void printPlain(ReportSheet sheet, String markdown, OutputStream out) throws IOException {
        String text = PaperText.cut(markdown, PLAIN) + (markdown.length() > PLAIN ? "\n…" : "");
        String html = "<p class=\"note\">This report could not be laid out; this is its text.</p><pre>"
                + HtmlUtils.htmlEscape(text, "UTF-8") + "</pre>";
        print(sheet, html, new RenderedReport(html, List.of(), List.of()), out);
    }

    private void print(ReportSheet sheet, String html, RenderedReport report, OutputStream out) throws IOException {
        Document document = document();
        PaperImages images = new PaperImages(files, sheet.sprintId());
        Element body = page(document, sheet, report);
        PaperBody.append(document, body, CoverHtml.of(sheet), images);
        for (String note : report.notes()) {
            note(document, body, note);
        }
        Element main = document.createElement("div");
        main.setAttribute("class", "report");
        body.appendChild(main);
        PaperBody.append(document, main, html, images);
        PaperBody.append(document, body, CoverHtml.steps(sheet), images);
        long missing = fonts.missing(body.getTextContent());
        if (missing > 0) {
            note(
                    document,
                    body,
                    (missing == 1 ? "One character is" : missing + " different characters are")
                            + " shown as □, because no font of this server has a glyph; the sprint’s page has the whole"
                            + " text.");
        }
        new PaperPrinter(fonts)
                .print(
                        document,
                        images,
                        sheet.title(),
                        sheet.date(),
                        sheet.sprintId().hashCode(),
                        out);
    }

    private Element page(Document document, ReportSheet sheet, RenderedReport report) {
        Element root = document.createElement("html");
        document.appendChild(root);
        root.setAttribute("lang", "en");
        Element head = child(document, root, "head");
        child(document, head, "title").setTextContent(PaperText.clean(sheet.title(), 200));
        child(document, head, "style")
                .setTextContent(style.replace("SPRINT", sheet.sprintId().replaceAll("[^A-Za-z0-9-]", "")));
        Element bookmarks = child(document, head, "bookmarks");
        report.headings().forEach(heading -> {
            Element bookmark = child(document, bookmarks, "bookmark");
            bookmark.setAttribute("name", PaperText.clean(heading.title(), 200));
            bookmark.setAttribute("href", "#" + heading.anchor());
        });
        return child(document, root, "body");
    }

    private static void note(Document document, Element parent, String sentence) {
        Element note = child(document, parent, "p");
        note.setAttribute("class", "note");
        note.setTextContent(sentence);
    }

    private static Element child(Document document, Element parent, String name) {
        Element element = document.createElement(name);
        parent.appendChild(element);
        return element;
    }

    private static Document document() {
        try {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().newDocument();
        } catch (ParserConfigurationException e) {
            throw new IllegalStateException("Every Java platform makes documents", e);
        }
    }

    private static String style() {
        try (InputStream in = ReportPrinter.class.getResourceAsStream("/report/report.css")) {
            if (in == null) {
                throw new IllegalStateException("the style of reports is not in this program");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
