package io.researchloop.activities.artifact.pdf;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.fontbox.FontBoxFont;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;
import org.apache.pdfbox.pdmodel.font.CIDFontMapping;
import org.apache.pdfbox.pdmodel.font.FontMapper;
import org.apache.pdfbox.pdmodel.font.FontMappers;
import org.apache.pdfbox.pdmodel.font.FontMapping;
import org.apache.pdfbox.pdmodel.font.PDCIDSystemInfo;
import org.apache.pdfbox.pdmodel.font.PDFontDescriptor;
import org.jspecify.annotations.Nullable;

/**
 * The fonts of a document, embedded in it. DejaVu comes along: Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian,
 * Georgian, mathematics. For Chinese, Japanese and Korean, one of the machine's own fonts is added where it has one.
 */
final class PaperFonts {
    static final String SANS = "Paper Sans";
    static final String MONO = "Paper Mono";
    static final String WIDE = "Paper Wide";

    private static final String FOLDER = "/net/sf/jasperreports/fonts/dejavu/";
    /** Outlines as TrueType has them, which is what can be embedded in part. */
    private static final List<Path> KNOWN_PLACES = List.of(
            Path.of("/usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf"),
            Path.of("/usr/share/fonts/google-droid-sans-fonts/DroidSansFallbackFull.ttf"),
            Path.of("/usr/share/fonts/droid/DroidSansFallbackFull.ttf"),
            Path.of("/System/Library/Fonts/Supplemental/Arial Unicode.ttf"),
            Path.of("/Library/Fonts/Arial Unicode.ttf"));

    private final Optional<Path> wide;
    private @Nullable List<CmapLookup> characters;

    private PaperFonts(Optional<Path> wide) {
        this.wide = wide;
    }

    /** Read for the first report: a server that prints none needs no memory for them. */
    private synchronized List<CmapLookup> characters() {
        List<CmapLookup> read = characters;
        if (read == null) {
            read = new ArrayList<>();
            TrueTypeFont sans = font(() -> resource("DejaVuSansCondensed.ttf"));
            FontMappers.set(new OneFont(sans));
            read.add(characters(sans));
            if (wide.isPresent()) {
                read.add(characters(font(() -> Files.newInputStream(wide.get()))));
            }
            characters = read;
        }
        return read;
    }

    /**
     * What stands in for the fonts that every PDF reader has, where their widths are asked for. PDFBox would else search
     * the machine's folders and keep what it found in the home directory.
     */
    private record OneFont(TrueTypeFont font) implements FontMapper {
        @Override
        public FontMapping<TrueTypeFont> getTrueTypeFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public FontMapping<FontBoxFont> getFontBoxFont(String name, @Nullable PDFontDescriptor descriptor) {
            return new FontMapping<>(font, false);
        }

        @Override
        public @Nullable CIDFontMapping getCIDFont(
                String name, @Nullable PDFontDescriptor descriptor, @Nullable PDCIDSystemInfo system) {
            return null;
        }
    }

    static PaperFonts ofThisMachine() {
        return of(KNOWN_PLACES.stream().filter(Files::isReadable).findFirst());
    }

    static PaperFonts of(Optional<Path> wide) {
        return new PaperFonts(wide);
    }

    /** Tells machines apart on which the same text gives other bytes. */
    String name() {
        return wide.map(path -> String.valueOf(path.getFileName())).orElse("");
    }

    void addTo(PdfRendererBuilder builder) {
        characters();
        add(builder, SANS, "DejaVuSansCondensed.ttf", 400, FontStyle.NORMAL);
        add(builder, SANS, "DejaVuSansCondensed-Bold.ttf", 700, FontStyle.NORMAL);
        add(builder, SANS, "DejaVuSansCondensed-Oblique.ttf", 400, FontStyle.ITALIC);
        add(builder, SANS, "DejaVuSansCondensed-BoldOblique.ttf", 700, FontStyle.ITALIC);
        add(builder, MONO, "DejaVuSansMono.ttf", 400, FontStyle.NORMAL);
        add(builder, MONO, "DejaVuSansMono-Bold.ttf", 700, FontStyle.NORMAL);
        wide.ifPresent(file -> builder.useFont(() -> open(file), WIDE, 400, FontStyle.NORMAL, true));
    }

    /** How many different characters of a text no font here can draw. */
    long missing(String text) {
        List<CmapLookup> known = characters();
        return text.codePoints()
                .distinct()
                .filter(character -> !Character.isWhitespace(character)
                        && Character.getType(character) != Character.FORMAT
                        && known.stream().noneMatch(font -> font.getGlyphId(character) != 0))
                .count();
    }

    private static void add(PdfRendererBuilder builder, String family, String file, int weight, FontStyle style) {
        builder.useFont(() -> resource(file), family, weight, style, true);
    }

    private interface Source {
        InputStream open() throws IOException;
    }

    private static TrueTypeFont font(Source source) {
        try (InputStream in = source.open()) {
            return new TTFParser().parse(new RandomAccessReadBuffer(in));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a font for reports", e);
        }
    }

    private static CmapLookup characters(TrueTypeFont font) {
        try {
            return font.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read a font for reports", e);
        }
    }

    private static InputStream open(Path file) {
        try {
            return Files.newInputStream(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the font " + file, e);
        }
    }

    private static InputStream resource(String file) {
        InputStream in = PaperFonts.class.getResourceAsStream(FOLDER + file);
        if (in == null) {
            throw new IllegalStateException("the font " + file + " is not in this program");
        }
        return in;
    }
}
