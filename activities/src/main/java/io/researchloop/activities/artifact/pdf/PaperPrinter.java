package io.researchloop.activities.artifact.pdf;

import com.openhtmltopdf.bidi.support.ICUBidiReorderer;
import com.openhtmltopdf.bidi.support.ICUBidiSplitter;
import com.openhtmltopdf.extend.FSStream;
import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.TextDirection;
import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfBoxRenderer;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.GregorianCalendar;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDDocumentInformation;
import org.w3c.dom.Document;

/** Lays a document out and writes it. It has no way to reach anything but the images that it is handed. */
final class PaperPrinter {
    static {
        // It would write its own lines beside the log.
        XRLog.setLoggingEnabled(false);
    }

    private final PaperFonts fonts;

    PaperPrinter(PaperFonts fonts) {
        this.fonts = fonts;
    }

    /**
     * @param date of the document; nothing of the present goes into it
     * @param seed of the document's id
     */
    void print(Document document, PaperImages images, String title, Instant date, long seed, OutputStream out)
            throws IOException {
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts.addTo(builder);
        builder.withW3cDocument(document, null)
                .useReplacementText("\u25a1")
                .defaultTextDirection(TextDirection.LTR)
                .useUnicodeBidiSplitter(new ICUBidiSplitter.ICUBidiSplitterFactory())
                .useUnicodeBidiReorderer(new ICUBidiReorderer())
                .useUriResolver((base, address) -> images.bytes(address).isPresent() ? address : null)
                .useExternalResourceAccessControl(
                        (address, type) -> images.bytes(address).isPresent(),
                        ExternalResourceControlPriority.RUN_AFTER_RESOLVING_URI)
                .useProtocolsStreamImplementation(
                        address -> stream(images, address), "image", "http", "https", "file", "jar", "data")
                .withProducer("ResearchLoop");
        // Closing the renderer closes the document.
        try (PdfBoxRenderer renderer = builder.buildPdfRenderer()) {
            renderer.createPDFWithoutClosing();
            PDDocument pdf = renderer.getPdfDocument();
            pdf.setDocumentInformation(information(title, date));
            pdf.setDocumentId(seed);
            pdf.save(out);
        }
    }

    private static PDDocumentInformation information(String title, Instant date) {
        GregorianCalendar at = GregorianCalendar.from(date.atZone(ZoneOffset.UTC));
        PDDocumentInformation information = new PDDocumentInformation();
        information.setTitle(title);
        information.setProducer("ResearchLoop");
        information.setCreationDate(at);
        information.setModificationDate(at);
        return information;
    }

    private static FSStream stream(PaperImages images, String address) {
        byte[] bytes = images.bytes(address).orElseThrow(() -> new IllegalStateException("nothing is fetched"));
        return new FSStream() {
            @Override
            public InputStream getStream() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public Reader getReader() {
                return new InputStreamReader(getStream(), StandardCharsets.UTF_8);
            }
        };
    }
}
