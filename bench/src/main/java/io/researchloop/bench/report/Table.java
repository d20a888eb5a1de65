package io.researchloop.bench.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A Markdown table whose source lines up too. The first column is text, the others are set to the right. */
final class Table {
    private final List<String> head;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String... head) {
        this.head = List.of(head);
    }

    void row(String... cells) {
        if (cells.length != head.size()) {
            throw new IllegalArgumentException("expected " + head.size() + " cells, found " + cells.length);
        }
        rows.add(IntStream.range(0, cells.length).mapToObj(i -> cell(cells[i])).toList());
    }

    boolean isEmpty() {
        return rows.isEmpty();
    }

    String render() {
        int[] widths = IntStream.range(0, head.size())
                .map(column -> Math.max(3, width(column)))
                .toArray();
        String rule = IntStream.range(0, widths.length)
                .mapToObj(i -> i == 0 ? "-".repeat(widths[i]) : "-".repeat(widths[i] - 1) + ":")
                .collect(Collectors.joining(" | ", "| ", " |\n"));
        StringBuilder text = new StringBuilder(line(head, widths)).append(rule);
        rows.forEach(row -> text.append(line(row, widths)));
        return text.toString();
    }

    private int width(int column) {
        int widest = length(head.get(column));
        for (List<String> row : rows) {
            widest = Math.max(widest, length(row.get(column)));
        }
        return widest;
    }

    private static String line(List<String> cells, int[] widths) {
        return IntStream.range(0, widths.length)
                .mapToObj(i -> {
                    String space = " ".repeat(widths[i] - length(cells.get(i)));
                    return i == 0 ? cells.get(i) + space : space + cells.get(i);
                })
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replaceAll("\\R", " ");
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
