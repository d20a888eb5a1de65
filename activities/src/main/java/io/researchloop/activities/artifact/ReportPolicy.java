package io.researchloop.activities.artifact;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.owasp.html.HtmlChangeListener;
import org.owasp.html.HtmlPolicyBuilder;
import org.owasp.html.PolicyFactory;

/** What of a report's HTML is let through. */
final class ReportPolicy {
    /** A page has one {@code h1}, which is not the report's. */
    private static final Map<String, String> HEADINGS =
            Map.of("h1", "h2", "h2", "h3", "h3", "h4", "h4", "h5", "h5", "h6", "h6", "h6");

    private static final String[] TEXT = {
        "p",
        "br",
        "hr",
        "b",
        "strong",
        "i",
        "em",
        "del",
        "s",
        "u",
        "mark",
        "small",
        "sub",
        "sup",
        "code",
        "pre",
        "kbd",
        "samp",
        "var",
        "blockquote",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "caption",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "th",
        "td",
        "div",
        "span",
        "figure",
        "figcaption",
        "details",
        "summary",
        "abbr"
    };

    private final PolicyFactory policy;

    ReportPolicy(ReportLinks links) {
        HtmlPolicyBuilder builder = new HtmlPolicyBuilder()
                .allowElements(TEXT)
                .allowWithoutAttributes("span", "div")
                .allowElements("a")
                .allowElements((name, attributes) -> attributes.contains("src") ? name : null, "img")
                .allowAttributes("src")
                .matching((element, attribute, value) -> links.image(value))
                .onElements("img")
                .allowAttributes("alt", "title")
                .onElements("img")
                .allowAttributes("width", "height")
                .matching((element, attribute, value) -> value.matches("[0-9]{1,4}") ? value : null)
                .onElements("img")
                .allowAttributes("href")
                .matching((element, attribute, value) -> links.link(value))
                .onElements("a")
                .allowAttributes("id")
                .matching((element, attribute, value) -> ReportLinks.anchor(value))
                .onElements("h1", "h2", "h3", "h4", "h5", "h6", "li", "sup")
                .allowAttributes("align")
                .matching(true, "left", "center", "right")
                .onElements("td", "th")
                .allowAttributes("colspan", "rowspan")
                .matching((element, attribute, value) -> value.matches("[0-9]{1,3}") ? value : null)
                .onElements("td", "th")
                .allowAttributes("start")
                .matching((element, attribute, value) -> value.matches("[0-9]{1,6}") ? value : null)
                .onElements("ol")
                .allowUrlProtocols("http", "https", "mailto")
                .requireRelsOnLinks("nofollow", "noopener", "noreferrer");
        HEADINGS.forEach((from, to) -> builder.allowElements((name, attributes) -> to, from));
        this.policy = builder.toFactory();
    }

    /** The safe part of the HTML; the names of dropped elements are added to the set. */
    String sanitize(String html, List<String> dropped) {
        return policy.sanitize(html, new Dropped(), dropped);
    }

    private static final class Dropped implements HtmlChangeListener<List<String>> {
        @Override
        public void discardedTag(List<String> dropped, String element) {
            // A heading is told as dropped when it only gets another level.
            if (!HEADINGS.containsKey(element)) {
                dropped.add(element);
            }
        }

        @Override
        public void discardedAttributes(List<String> dropped, String element, String... attributes) {
            // An attribute that is dropped changes how something looks, not what is said.
        }
    }

    static boolean isImage(String element) {
        return Set.of("img", "image", "picture", "svg").contains(element);
    }
}
