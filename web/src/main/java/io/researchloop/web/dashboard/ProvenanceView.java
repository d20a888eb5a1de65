package io.researchloop.web.dashboard;

import io.researchloop.web.dashboard.view.Detail;
import io.researchloop.web.dashboard.view.Words;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a sprint was made with, in a few rows; what was not recorded has none. */
final class ProvenanceView {
    private static final int HASH = 8;
    private static final int COMMIT = 7;

    private final List<Detail> rows = new ArrayList<>();

    private ProvenanceView() {}

    /** @param details what stands beside it: no row of theirs is said twice */
    static List<Detail> of(String sprintId, Provenance made, List<Detail> details) {
        ProvenanceView view = new ProvenanceView();
        Provenance.Attempt attempt = made.last();
        Provenance.Machine machine = attempt.environment();
        String model = made.model() == null ? "" : ", " + made.model();
        if (machine != null) {
            view.add(machine.agentVersion(), version -> Detail.text("Agent", firstLine(version) + model));
        }
        view.add(made.runnerSha256(), hash -> Detail.code("Runner", "sha256:" + cut(hash, HASH)));
        view.commits(attempt.configuration());
        if (machine != null) {
            view.machine(machine);
        }
        String page = "/dashboard/sprints/" + sprintId + "/prompts";
        Map<String, @Nullable String> prompts = made.prompts();
        if (prompts != null && !prompts.isEmpty()) {
            view.rows.add(Detail.reference("Prompts", prompts.size() + ", exact text", page));
        }
        view.add(attempt.batchScript(), script -> Detail.reference("Batch script", "exact text", page + "#script"));
        view.rows.removeAll(details);
        return view.rows;
    }

    private void machine(Provenance.Machine machine) {
        add(machine.host(), host -> Detail.code("Node", firstLine(host)));
        add(machine.accelerators(), gpus -> Detail.text("GPUs", counted(gpus)));
        add(machine.modules(), modules -> Detail.text("Modules", modules.lines().collect(Collectors.joining(", "))));
        add(python(machine), said -> Detail.text("Python", said));
    }

    private static String python(Provenance.Machine machine) {
        String version =
                machine.python() == null ? "" : firstLine(machine.python()).replaceFirst("^Python ", "");
        String packages = machine.pythonPackages() == null
                ? ""
                : Words.counted((int) machine.pythonPackages().lines().count(), "package");
        return Stream.of(version, packages).filter(said -> !said.isEmpty()).collect(Collectors.joining(", "));
    }

    private void commits(Provenance.@Nullable Configuration configuration) {
        Map<String, @Nullable String> commits = configuration == null ? null : configuration.commits();
        if (commits == null) {
            return;
        }
        String all = commits.values().stream()
                .filter(Objects::nonNull)
                .distinct()
                .map(commit -> cut(commit, COMMIT) + (commit.endsWith("-dirty") ? ", with changes" : ", clean"))
                .collect(Collectors.joining("; "));
        add(all, said -> Detail.text("Context", said));
    }

    private void add(@Nullable String recorded, Function<String, Detail> row) {
        if (recorded != null && !recorded.isBlank()) {
            rows.add(row.apply(recorded));
        }
    }

    /** A line each, the name before the driver and the memory; equal ones are counted. */
    private static String counted(String accelerators) {
        Map<String, Long> names = accelerators
                .lines()
                .map(line -> line.split(",", 2)[0].strip())
                .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
        return names.entrySet().stream()
                .map(name -> name.getValue() + " × " + name.getKey())
                .collect(Collectors.joining(", "));
    }

    private static String firstLine(String text) {
        return text.strip().lines().findFirst().orElse("");
    }

    private static String cut(String hash, int length) {
        return hash.substring(0, Math.min(length, hash.length()));
    }
}
