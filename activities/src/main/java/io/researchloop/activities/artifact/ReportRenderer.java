package io.researchloop.activities.artifact;

import com.vladsch.flexmark.ext.footnotes.FootnoteExtension;
import com.vladsch.flexmark.ext.gfm.strikethrough.StrikethroughExtension;
import com.vladsch.flexmark.ext.tables.TablesExtension;
import com.vladsch.flexmark.html.HtmlRenderer;
import com.vladsch.flexmark.parser.Parser;
import com.vladsch.flexmark.util.data.MutableDataSet;
import io.researchloop.activities.artifact.RenderedReport.Heading;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * Markdown by an agent → HTML that is safe to show: GitHub's tables, footnotes, strikethrough and fenced code; images
 * and relative links lead to the sprint's own artifacts. Size and time are bounded; what does not fit is said in a note,
 * and a text that cannot be rendered in time is shown as it was written.
 */
@Component
public class ReportRenderer {
    /** In characters. */
    static final int MAX_INPUT = 1_000_000;

    private static final int MAX_PLAIN = 200_000;
    private static final Duration MAX_TIME = Duration.ofSeconds(10);
    private static final Logger LOG = LoggerFactory.getLogger(ReportRenderer.class);
    private static final Pattern HEADING = Pattern.compile("<h([23]) id=\"([^\"]+)\">(.*?)</h\\1>", Pattern.DOTALL);
    private static final Pattern TAG = Pattern.compile("<[^>]*>");

    private final Parser parser;
    private final HtmlRenderer renderer;
    private final ExecutorService threads;
    private final Duration maxTime;

    @Autowired
    public ReportRenderer() {
        this(MAX_TIME);
    }

    ReportRenderer(Duration maxTime) {
        this.maxTime = maxTime;
        MutableDataSet options = new MutableDataSet()
                .set(
                        Parser.EXTENSIONS,
                        List.of(TablesExtension.create(), FootnoteExtension.create(), StrikethroughExtension.create()))
                .set(Parser.SPACE_IN_LINK_URLS, true)
                .set(HtmlRenderer.RENDER_HEADER_ID, true)
                .set(HtmlRenderer.GENERATE_HEADER_ID, true)
                .set(HtmlRenderer.FENCED_CODE_LANGUAGE_CLASS_PREFIX, "");
        this.parser = Parser.builder(options).build();
        this.renderer = HtmlRenderer.builder(options).build();
        // A parser in a deep recursion cannot be interrupted; two such reports must not hold up a third for long.
        this.threads = Executors.newFixedThreadPool(2, task -> {
            Thread thread = new Thread(null, task, "report-renderer", 4L << 20);
            thread.setDaemon(true);
            return thread;
        });
    }

    /** @param artifactRoute ends with a slash; the name of an artifact is appended to it */
    public RenderedReport render(String markdown, String artifactRoute) {
        List<String> notes = new ArrayList<>();
        String text = markdown;
        if (text.length() > MAX_INPUT) {
            notes.add("The text is longer than 1 MB; only its beginning is shown. The whole is among the artifacts.");
            text = text.substring(0, MAX_INPUT);
        }
        String source = text;
        Future<RenderedReport> task = threads.submit(() -> safe(source, artifactRoute, notes));
        try {
            return task.get(maxTime.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return plain(text, notes);
        } catch (TimeoutException | ExecutionException e) {
            task.cancel(true);
            LOG.warn("a report could not be rendered and is shown as plain text: {}", e.toString());
            return plain(text, notes);
        }
    }

    private RenderedReport safe(String markdown, String artifactRoute, List<String> notes) {
        List<String> dropped = new ArrayList<>();
        String html = new ReportPolicy(new ReportLinks(artifactRoute))
                .sanitize(renderer.render(parser.parse(markdown)), dropped);
        List<String> allNotes = new ArrayList<>(notes);
        long images = dropped.stream().filter(ReportPolicy::isImage).count();
        if (images > 0) {
            allNotes.add(
                    images == 1
                            ? "One image is not shown: it is not one of the sprint’s own files."
                            : images + " images are not shown: they are not the sprint’s own files.");
        }
        if (dropped.stream().anyMatch(element -> !ReportPolicy.isImage(element))) {
            allNotes.add("Some HTML is left out, because a report may not bring programs, forms or styles.");
        }
        return new RenderedReport(scrollingTables(html), headings(html), allNotes);
    }

    private static List<Heading> headings(String html) {
        List<Heading> headings = new ArrayList<>();
        Matcher matcher = HEADING.matcher(html);
        while (matcher.find() && headings.size() < 40) {
            String title = HtmlUtils.htmlUnescape(TAG.matcher(matcher.group(3)).replaceAll(""));
            headings.add(new Heading(matcher.group(2), title.strip()));
        }
        return headings;
    }

    /** A wide table scrolls by itself, so that the page does not. The sanitiser has balanced the tags. */
    private static String scrollingTables(String html) {
        return html.replace(
                        "<table>", "<div class=\"scroll\" role=\"region\" aria-label=\"Table\" tabindex=\"0\"><table>")
                .replace("</table>", "</table></div>");
    }

    private static RenderedReport plain(String text, List<String> notes) {
        List<String> allNotes = new ArrayList<>(notes);
        allNotes.add(
                "This text is too large or too deeply nested to be laid out in time; it is shown as it was written.");
        String shown = text.length() > MAX_PLAIN ? text.substring(0, MAX_PLAIN) + "\n…" : text;
        return new RenderedReport("<pre>" + HtmlUtils.htmlEscape(shown, "UTF-8") + "</pre>", List.of(), allNotes);
    }
}
