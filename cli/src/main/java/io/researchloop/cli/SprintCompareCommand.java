package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.Callable;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "compare",
        description = "Puts sprints side by side: metrics, cost, duration, steps; differences are from the first.")
final class SprintCompareCommand implements Callable<Integer> {
    private final Session session;

    @Parameters(
            arity = "2..8",
            paramLabel = "ID",
            converter = SprintId.Converter.class,
            description = "The sprints' ids, 2 to 8.")
    private List<SprintId> ids = List.of();

    SprintCompareCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        var list = ids.stream().map(SprintId::text).collect(Collectors.joining(","));
        var answer = session.server().get("/api/sprints/compare?ids=" + list);
        if (session.json()) {
            session.terminal().json(answer.json());
        } else {
            print(answer);
        }
        return 0;
    }

    private void print(Fields answer) {
        var sprints = answer.list("sprints");
        var terminal = session.terminal();
        for (var sprint : sprints) {
            terminal.line(session.style().bold(sprint.text("id")) + "  " + Words.cut(sprint.text("idea"), 100));
        }
        terminal.line("");
        var header = new ArrayList<>(List.of(""));
        sprints.forEach(sprint -> header.add(sprint.text("id")));
        var table = new Table(header.toArray(String[]::new));
        row(table, "study", sprints.stream().map(sprint -> sprint.text("study_name")));
        row(table, "status", sprints.stream().map(sprint -> sprint.text("status")));
        answer.list("metrics").forEach(line -> numbers(table, label(line), line, number -> number(number, line)));
        answer.list("numbers").forEach(line -> numbers(table, line.text("name"), line, words(line.text("name"))));
        steps(table, sprints);
        table.print(terminal);
    }

    private void steps(Table table, List<Fields> sprints) {
        Map<String, String[]> lines = new LinkedHashMap<>();
        var now = session.clock().instant();
        for (int i = 0; i < sprints.size(); i++) {
            for (var step : sprints.get(i).list("steps")) {
                var took = Words.between(step.text("started_at"), step.text("ended_at"), now);
                lines.computeIfAbsent(step.text("name"), name -> new String[sprints.size()])[i] =
                        took.isEmpty() ? step.text("status") : took;
            }
        }
        lines.forEach((name, cells) -> row(table, name, Arrays.stream(cells).map(cell -> cell == null ? "" : cell)));
    }

    private static void numbers(Table table, String name, Fields line, DoubleFunction<String> text) {
        var values = line.numbers("values");
        var differences = line.numbers("differences");
        var cells = new ArrayList<String>();
        for (int i = 0; i < values.size(); i++) {
            cells.add(cell(values.get(i), i < differences.size() ? differences.get(i) : OptionalDouble.empty(), text));
        }
        row(table, name, cells.stream());
    }

    private static String cell(OptionalDouble value, OptionalDouble difference, DoubleFunction<String> text) {
        if (value.isEmpty()) {
            return "";
        }
        var shown = text.apply(value.getAsDouble());
        if (difference.isEmpty()) {
            return shown;
        }
        double by = difference.getAsDouble();
        return shown + " (" + (by < 0 ? "-" : "+") + text.apply(Math.abs(by)) + ")";
    }

    private static void row(Table table, String name, Stream<String> cells) {
        table.row(Stream.concat(Stream.of(name), cells).toArray(String[]::new));
    }

    private static String label(Fields line) {
        var split = line.text("split");
        return line.text("name") + (split.isEmpty() ? "" : " (" + split + ")");
    }

    private static String number(double value, Fields line) {
        var unit = line.text("unit");
        var rounded = new BigDecimal(Double.toString(value)).round(new MathContext(6));
        return rounded.stripTrailingZeros().toPlainString() + (unit.isEmpty() ? "" : " " + unit);
    }

    private static DoubleFunction<String> words(String name) {
        return switch (name) {
            case "cost_usd" -> value -> Words.cost(OptionalDouble.of(value));
            case "duration_seconds" -> value -> Words.duration(Duration.ofSeconds((long) value));
            default ->
                value -> new BigDecimal(Double.toString(value))
                        .round(new MathContext(6))
                        .stripTrailingZeros()
                        .toPlainString();
        };
    }
}
