package io.researchloop.activities.artifact;

import java.util.List;

/**
 * A report as HTML that is safe to put into a page.
 *
 * @param html a fragment without scripts, styles or anything from other hosts; its headings begin at {@code h2}
 * @param headings of the two upper levels, in order, for a table of contents
 * @param notes full sentences on what is not shown, for the reader; mostly empty
 */
public record RenderedReport(String html, List<Heading> headings, List<String> notes) {
    public RenderedReport {
        headings = List.copyOf(headings);
        notes = List.copyOf(notes);
    }

    /**
     * A heading.
     *
     * @param anchor the id of its element, unique in the report
     * @param title plain text, not escaped
     */
    public record Heading(String anchor, String title) {}
}
