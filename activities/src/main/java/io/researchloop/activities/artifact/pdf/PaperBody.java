package io.researchloop.activities.artifact.pdf;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.owasp.html.HtmlSanitizer;
import org.springframework.web.util.UriUtils;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Safe HTML → the elements of the document, within bounds that its layout can bear: what is nested too deeply loses its
 * frame but not its words, and what is too long says so where it ends.
 */
final class PaperBody implements HtmlSanitizer.Policy {
    /** What the addresses of the sprint's own files begin with in the HTML that is taken. */
    static final String ARTIFACTS = "/artifact/";

    static final int MAX_TEXT = 400_000;
    static final int MAX_ROWS = 1500;
    static final int MAX_CELLS = 12_000;
    static final int MAX_COLUMNS = 30;
    private static final int MAX_ELEMENTS = 60_000;
    private static final int MAX_DEPTH = 24;
    private static final int WIDE = 8;
    private static final int MAX_WORD = 100;
    /** Lines are found in a time that grows with the square of this. */
    private static final int PIECE = 2000;

    private static final Set<String> VOID = Set.of("br", "hr", "img");
    private static final Set<String> KEPT = Set.of("class", "id", "start");
    private static final Set<String> TABLE_PARTS =
            Set.of("table", "caption", "thead", "tbody", "tfoot", "tr", "td", "th");
    private static final Set<String> BREAKING = Set.of("p", "div", "li", "tr", "td", "th", "pre", "dt", "dd");

    private final Document document;
    private final PaperImages images;
    private final Deque<Frame> open = new ArrayDeque<>();
    private final Deque<Grid> tables = new ArrayDeque<>();
    private Element at;
    private int depth;
    private int text;
    private int cells;
    private int rows;
    private int elements;
    private int skippedRows;
    private int skippedColumns;
    private boolean full;
    private int pictures;

    PaperBody(Document document, Element parent, PaperImages images) {
        this.document = document;
        this.images = images;
        this.at = parent;
    }

    /** An element of the HTML that is open; null if it has no frame, or is left out with all that is in it. */
    private record Frame(String name, @Nullable Element element, boolean skipped) {}

    private static final class Grid {
        int columns;
        int widest;
    }

    static void append(Document document, Element parent, String html, PaperImages images) {
        PaperBody body = new PaperBody(document, parent, images);
        HtmlSanitizer.sanitize(html, body);
        body.sayWhatIsMissing(parent);
    }

    @Override
    public void openDocument() {}

    @Override
    public void closeDocument() {}

    @Override
    public void openTag(String name, List<String> attributes) {
        boolean skipped = skipping() || leftOut(name, attributes);
        if (VOID.contains(name)) {
            if (!skipped && !full) {
                single(name, attributes);
            }
            return;
        }
        boolean framed = !skipped
                && !full
                && depth < MAX_DEPTH
                && elements < MAX_ELEMENTS
                && !(TABLE_PARTS.contains(name) && tables.size() > (name.equals("table") ? 0 : 1));
        if (name.equals("table")) {
            tables.push(new Grid());
        }
        if (!framed) {
            if (!skipped && BREAKING.contains(name)) {
                words(" ");
            }
            open.push(new Frame(name, null, skipped));
            return;
        }
        Element element = element(name, attributes);
        open.push(new Frame(name, element, false));
        at = element;
        depth++;
    }

    @Override
    public void closeTag(String name) {
        if (open.isEmpty() || !open.peek().name().equals(name)) {
            return;
        }
        Frame frame = open.pop();
        Grid grid = name.equals("table") ? tables.pop() : null;
        if (frame.element() == null) {
            return;
        }
        if (grid != null && grid.widest > WIDE) {
            frame.element().setAttribute("class", "wide");
        }
        at = (Element) frame.element().getParentNode();
        depth--;
    }

    @Override
    public void text(String chunk) {
        if (!skipping() && !full) {
            words(chunk);
        }
    }

    private boolean skipping() {
        Frame top = open.peek();
        return top != null && top.skipped();
    }

    /** Counts rows and columns of tables; true if this one is over the limit. */
    private boolean leftOut(String name, List<String> attributes) {
        if (tables.size() != 1) {
            return false;
        }
        Grid grid = tables.element();
        if (name.equals("tr")) {
            grid.columns = 0;
            boolean over = rows >= MAX_ROWS || cells >= MAX_CELLS;
            rows++;
            skippedRows += over ? 1 : 0;
            return over;
        }
        if (name.equals("td") || name.equals("th")) {
            int span = Math.max(1, number(attributes, "colspan", MAX_COLUMNS));
            boolean over = grid.columns + span > MAX_COLUMNS;
            grid.columns += span;
            grid.widest = Math.max(grid.widest, Math.min(grid.columns, MAX_COLUMNS));
            cells++;
            skippedColumns = Math.max(skippedColumns, grid.columns - MAX_COLUMNS);
            return over;
        }
        return false;
    }

    private void single(String name, List<String> attributes) {
        if (name.equals("img")) {
            picture(attributes);
        } else {
            append(element(name, List.of()));
        }
    }

    private void picture(List<String> attributes) {
        String source = value(attributes, "src");
        String alt = value(attributes, "alt");
        if (source == null || !source.startsWith(ARTIFACTS)) {
            return;
        }
        String name = UriUtils.decode(source.substring(ARTIFACTS.length()), "UTF-8");
        PaperImages.PaperImage image = images.image(name);
        if (image.drawn() && pictures++ < 200) {
            Element picture = document.createElement("img");
            picture.setAttribute("src", image.address());
            picture.setAttribute("alt", alt == null ? name : alt);
            int wanted = number(attributes, "width", 2000);
            picture.setAttribute("width", String.valueOf(wanted > 0 ? wanted : image.width()));
            append(picture);
            return;
        }
        Element note = document.createElement("span");
        note.setAttribute("class", "missing");
        note.setTextContent("[Image " + name + (alt == null || alt.isBlank() ? "" : ", “" + alt + "”")
                + " is not shown here: " + (image.drawn() ? "there are too many" : image.fault()) + "]");
        append(note);
    }

    private Element element(String name, List<String> attributes) {
        elements++;
        Element element = document.createElement(name);
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            attribute(element, attributes.get(i), attributes.get(i + 1));
        }
        return append(element);
    }

    private void attribute(Element element, String name, String value) {
        if (KEPT.contains(name)) {
            element.setAttribute(name, value);
        } else if (name.equals("align")) {
            element.setAttribute("class", "to-" + value);
        } else if (name.equals("href") && !value.startsWith(ARTIFACTS)) {
            // A file of the sprint has no address that is good on paper; its name stays as words.
            element.setAttribute("href", value);
        } else if (name.equals("colspan") || name.equals("rowspan")) {
            element.setAttribute(name, String.valueOf(Math.min(MAX_COLUMNS, Integer.parseInt(value))));
        }
    }

    private <T extends Element> T append(T element) {
        at.appendChild(element);
        return element;
    }

    private void words(String chunk) {
        String clean = PaperText.clean(chunk, MAX_WORD);
        int room = MAX_TEXT - text;
        if (clean.length() > room) {
            clean = PaperText.cut(clean, room);
            full = true;
        }
        text += clean.length();
        for (String piece : PaperText.pieces(clean, PIECE)) {
            at.appendChild(document.createTextNode(piece));
        }
    }

    private void sayWhatIsMissing(Element parent) {
        if (skippedRows > 0) {
            say(parent, "Of the tables, " + skippedRows + " rows are not shown here.");
        }
        if (skippedColumns > 0) {
            say(parent, "A table has " + skippedColumns + " columns more than fit on a page; they are not shown here.");
        }
        if (full || elements >= MAX_ELEMENTS) {
            say(parent, "The text goes on, but is too long for this document.");
        }
    }

    private void say(Element parent, String sentence) {
        Element note = document.createElement("p");
        note.setAttribute("class", "note");
        note.setTextContent(sentence + " The whole text is in report.md, among the sprint’s artifacts.");
        parent.appendChild(note);
    }

    private static @Nullable String value(List<String> attributes, String name) {
        for (int i = 0; i + 1 < attributes.size(); i += 2) {
            if (attributes.get(i).equals(name)) {
                return attributes.get(i + 1);
            }
        }
        return null;
    }

    /** 0 if it is not there. */
    private static int number(List<String> attributes, String name, int most) {
        String value = value(attributes, name);
        return value == null || !value.matches("[0-9]{1,6}") ? 0 : Math.min(most, Integer.parseInt(value));
    }
}
