package io.researchloop.web.slack;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.store.SlackTalks;
import io.researchloop.activities.store.SlackTurn;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintFilter;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.result.LoopProgress;
import io.researchloop.web.result.LoopReads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Writes what the agent of a conversation may know into its directory: a few megabytes at most. */
@Component
class TalkFiles {
    private static final int LISTED = 200;
    private static final int WHOLE = 40;
    private static final int LONGEST_TEXT = 60_000;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_-]{4,60}");

    private final Configuration configuration;
    private final SprintStore sprints;
    private final LoopReads loops;
    private final Spending spending;
    private final SlackTalks talks;

    TalkFiles(Configuration configuration, SprintStore sprints, LoopReads loops, Spending spending, SlackTalks talks) {
        this.configuration = configuration;
        this.sprints = sprints;
        this.loops = loops;
        this.spending = spending;
        this.talks = talks;
    }

    /** Takes the place of what was there. */
    void write(Path directory, SlackTurn turn) throws IOException {
        Path details = Files.createDirectories(directory.resolve("sprints"));
        try (Stream<Path> old = Files.list(details)) {
            for (Path file : old.toList()) {
                Files.delete(file);
            }
        }
        List<SprintRow> newest = sprints.list(SprintFilter.ALL, null, LISTED).rows();
        Files.writeString(directory.resolve("studies.md"), studies());
        Files.writeString(directory.resolve("sprints.md"), lines(newest.stream().map(TalkFiles::line)));
        Files.writeString(
                directory.resolve("loops.md"),
                lines(loops.list(null, null, 50).loops().stream().map(TalkFiles::line)));
        Files.writeString(
                directory.resolve("proposals.md"),
                lines(talks.offers(turn.channel(), turn.thread(), 20).stream()
                        .map(offer -> "- " + offer.state().name().toLowerCase(Locale.ROOT) + ": " + offer.wish()
                                + (offer.result() == null ? "" : " → " + offer.result()))));
        for (String id : wanted(newest, turn.words())) {
            sprints.detail(id).ifPresent(detail -> writeDetail(details, detail));
        }
    }

    private void writeDetail(Path folder, SprintDetail detail) {
        try {
            Files.writeString(folder.resolve(detail.row().id() + ".md"), whole(detail));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** The newest, and those that were named. */
    private static Set<String> wanted(List<SprintRow> newest, String words) {
        Set<String> ids = new LinkedHashSet<>();
        Matcher named = ID.matcher(words);
        while (named.find() && ids.size() < WHOLE) {
            ids.add(named.group());
        }
        newest.stream().limit(WHOLE).map(SprintRow::id).forEach(ids::add);
        return ids;
    }

    private String studies() {
        return lines(configuration.studies().stream().map(this::study));
    }

    private String study(StudyConfig study) {
        return String.format(
                Locale.ROOT,
                "## %s%nCluster: %s. Spent: $%.2f. Loops: %s. Job options: %s%n%s%n",
                study.name(),
                study.cluster(),
                spending.ofStudy(study.name()).costUsd(),
                study.allowLoop() ? "allowed" : "not allowed",
                study.jobOptions(),
                study.description());
    }

    private static String line(SprintRow row) {
        return String.format(
                Locale.ROOT,
                "- %s, %s, %s, created %s, $%.2f: %s",
                row.id(),
                row.studyName(),
                row.status().name().toLowerCase(Locale.ROOT),
                row.createdAt(),
                row.costUsd(),
                row.ideaPreview());
    }

    private static String line(LoopProgress loop) {
        return String.format(
                Locale.ROOT,
                "- %s, %s, %s: %d of %d sprints, $%.2f. About: %s",
                loop.loop().id(),
                loop.loop().studyName(),
                loop.loop().status().name().toLowerCase(Locale.ROOT),
                loop.begun(),
                loop.loop().plan().count(),
                loop.spend().costUsd(),
                SlackText.shorter(loop.loop().guidance(), 500));
    }

    private String whole(SprintDetail detail) {
        StringBuilder text = new StringBuilder(line(detail.row())).append("\n\n");
        part(text, "Idea", detail.idea());
        part(text, "Error", detail.row().error() == null ? "" : detail.row().error());
        part(
                text,
                "Metrics",
                lines(detail.metrics().stream()
                        .map(metric ->
                                "- " + metric.name() + (metric.split().isEmpty() ? "" : " (" + metric.split() + ")")
                                        + ": " + metric.value() + (metric.unit() == null ? "" : " " + metric.unit()))));
        part(text, "Summary", detail.summary() == null ? "" : detail.summary());
        part(text, "Report", sprints.report(detail.row().id()).orElse(""));
        return text.toString();
    }

    private static void part(StringBuilder text, String title, String content) {
        if (!content.isBlank()) {
            text.append("# ")
                    .append(title)
                    .append('\n')
                    .append(SlackText.shorter(content.strip(), LONGEST_TEXT))
                    .append("\n\n");
        }
    }

    private static String lines(Stream<String> all) {
        String text = all.collect(Collectors.joining("\n"));
        return text.isEmpty() ? "None yet.\n" : text + "\n";
    }
}
