package io.researchloop.activities.artifact.pdf;

import java.util.List;
import org.springframework.web.util.HtmlUtils;

/** The head of the document: what the sprint was, what it measured, what it cost, and its steps. */
final class CoverHtml {
    private static final int MOST_OF_THE_IDEA = 4000;

    private CoverHtml() {}

    static String of(ReportSheet sheet) {
        StringBuilder html = new StringBuilder(2000);
        html.append("<div class=\"cover\"><h1>").append(text(sheet.title())).append("</h1>");
        if (!sheet.idea().equals(sheet.title())) {
            String idea = sheet.idea();
            String shown = idea.length() <= MOST_OF_THE_IDEA ? idea : idea.substring(0, MOST_OF_THE_IDEA) + "…";
            html.append("<p class=\"idea\">").append(text(shown)).append("</p>");
        }
        html.append("<table class=\"facts\"><tbody>");
        for (List<String> fact : sheet.facts()) {
            row(html, "th", fact.subList(0, 1), "td", fact.subList(1, fact.size()));
        }
        html.append("</tbody></table>");
        table(html, "Metrics", List.of("Metric", "Value", ""), sheet.metrics());
        return html.append("</div>").toString();
    }

    static String steps(ReportSheet sheet) {
        StringBuilder html = new StringBuilder(1000);
        table(html, "Steps of this sprint", List.of("Step", "State", "Duration", "Cost"), sheet.steps());
        return html.toString();
    }

    private static void table(StringBuilder html, String title, List<String> head, List<List<String>> rows) {
        if (rows.isEmpty()) {
            return;
        }
        html.append("<h2 class=\"own\">").append(title).append("</h2><table class=\"numbers\"><thead>");
        row(html, "th", head, "th", List.of());
        html.append("</thead><tbody>");
        rows.forEach(row -> row(html, "td", row, "td", List.of()));
        html.append("</tbody></table>");
    }

    private static void row(StringBuilder html, String first, List<String> begin, String second, List<String> end) {
        html.append("<tr>");
        begin.forEach(cell -> cell(html, first, cell));
        end.forEach(cell -> cell(html, second, cell));
        html.append("</tr>");
    }

    private static void cell(StringBuilder html, String element, String value) {
        html.append('<')
                .append(element)
                .append('>')
                .append(text(value))
                .append("</")
                .append(element)
                .append('>');
    }

    private static String text(String plain) {
        return HtmlUtils.htmlEscape(plain, "UTF-8");
    }
}
