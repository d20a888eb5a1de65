package io.researchloop.cli.terminal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * Aligned columns. On a terminal they fit into the window: the last column takes what is left, and where that is little
 * the widest of the others give way. In a pipe nothing is ever cut.
 */
public final class Table {
    private static final String GAP = "  ";
    /** What the last column keeps at least, unless the others are this narrow already. */
    private static final int LAST = 20;

    private static final int NARROWEST = 8;

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
        fit(widths, terminal);
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

    private static void fit(int[] widths, Terminal terminal) {
        if (!terminal.live() || widths.length < 2) {
            return;
        }
        int last = Math.min(LAST, widths[widths.length - 1]);
        while (used(widths) + last > terminal.columns()) {
            int widest = 0;
            for (int i = 1; i < widths.length - 1; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST) {
                return;
            }
            widths[widest]--;
        }
    }

    private static int used(int[] widths) {
        int used = 0;
        for (int i = 0; i < widths.length - 1; i++) {
            used += widths[i] + GAP.length();
        }
        return used;
    }

    private String line(List<String> row, int[] widths, Terminal terminal, boolean header) {
        var style = terminal.style();
        var line = new StringBuilder();
        int used = 0;
        for (int i = 0; i < row.size(); i++) {
            boolean last = i == row.size() - 1;
            var cell = Words.cut(row.get(i), last ? terminal.room(used) : widths[i]);
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
