package io.researchloop.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/** Aligned columns. On a terminal the last column is cut to the window; in a pipe nothing is ever cut. */
public final class Table {
    private static final String GAP = "  ";

    private final List<List<String>> rows = new ArrayList<>();
    private int statusColumn = -1;

    public Table(String... header) {
        rows.add(List.of(header));
    }

    /** Colours this column as a status word. */
    public Table statusIn(int column) {
        statusColumn = column;
        return this;
    }

    public Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(cell -> cell.isEmpty() ? "-" : cell).toList());
        return this;
    }

    public void print(Terminal terminal) {
        var widths = widths();
        for (int i = 0; i < rows.size(); i++) {
            terminal.out().println(line(rows.get(i), widths, terminal, i == 0));
        }
    }

    private int[] widths() {
        var widths = new int[rows.get(0).size()];
        for (var row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], length(row.get(i)));
            }
        }
        return widths;
    }

    private String line(List<String> row, int[] widths, Terminal terminal, boolean header) {
        var style = terminal.style();
        var line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < row.size(); i++) {
            boolean last = i == row.size() - 1;
            var cell = last ? Words.cut(row.get(i), terminal.room(used)) : row.get(i);
            UnaryOperator<String> paint =
                    header ? style::bold : i == statusColumn ? style::status : UnaryOperator.identity();
            line.append(paint.apply(cell));
            if (!last) {
                line.append(" ".repeat(widths[i] - length(cell))).append(GAP);
                used += widths[i] + GAP.length();
            }
        }
        return line.toString();
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
