package io.researchloop.web.dashboard;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.artifact.LiveLogs;
import io.researchloop.activities.store.ArtifactIndex;
import io.researchloop.activities.store.ArtifactRow;
import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.activities.store.TextKind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.web.command.Rejection;
import io.researchloop.web.command.WorkflowGateway;
import io.researchloop.web.dashboard.log.AgentLog;
import io.researchloop.web.dashboard.log.FilePart;
import io.researchloop.web.dashboard.log.LogFilter;
import io.researchloop.web.dashboard.log.LogPage;
import io.researchloop.web.dashboard.log.LogQuery;
import io.researchloop.web.dashboard.view.SprintView;
import io.researchloop.web.dashboard.view.StatusView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reads what a sprint's page says, part by part; a live sprint from its heartbeats, one that ended from its files. */
@Component
class SprintPages {
    private static final int MAX_DOCUMENT = 4_000_000;

    private final SprintStore sprints;
    private final ArtifactIndex index;
    private final ArtifactFiles files;
    private final LiveLogs logs;
    private final Rendered rendered;
    private final WorkflowGateway gateway;
    private final SprintContexts contexts;
    private final Clock clock;

    SprintPages(
            SprintStore sprints,
            ArtifactIndex index,
            ArtifactFiles files,
            LiveLogs logs,
            Rendered rendered,
            WorkflowGateway gateway,
            SprintContexts contexts,
            Clock clock) {
        this.sprints = sprints;
        this.index = index;
        this.files = files;
        this.logs = logs;
        this.rendered = rendered;
        this.gateway = gateway;
        this.contexts = contexts;
        this.clock = clock;
    }

    SprintDetail detail(String id) {
        return sprints.detail(id).orElseThrow(() -> Rejection.unknown("There is no sprint " + id));
    }

    SprintView view(SprintDetail detail) {
        return SprintView.of(detail, contexts.of(detail), clock);
    }

    /** What every part of the page has around it. */
    Map<String, Object> frame(SprintDetail detail, String tab, String template) {
        String id = detail.row().id();
        Map<String, Object> model = new TreeMap<>();
        SprintView view = view(detail);
        model.put("view", view);
        model.put(
                "tabs",
                SprintTabs.of(
                        tab,
                        template,
                        index.list(id),
                        detail.attempts().size(),
                        hasReport(id),
                        detail.row().status().terminal()));
        if (detail.row().status().terminal()) {
            model.put(
                    "provenance",
                    files.find(id, SprintFiles.PROVENANCE)
                            .map(file -> ProvenanceView.of(id, Provenance.of(file), view.details()))
                            .orElse(List.of()));
        }
        gateway.engine().historyUrl(id).ifPresent(url -> model.put("temporalUrl", url));
        return model;
    }

    /** True if an agent is, or was, at work on it. */
    static boolean hasBegun(SprintDetail detail) {
        return detail.attempts().stream().anyMatch(attempt -> attempt.startedAt() != null);
    }

    boolean hasReport(String id) {
        return index.find(id, SprintFiles.REPORT).isPresent()
                || sprints.text(id, TextKind.REPORT).isPresent();
    }

    Map<String, Object> overview(SprintDetail detail) {
        String id = detail.row().id();
        Map<String, Object> model = new TreeMap<>();
        if (detail.summary() != null) {
            model.put("summary", detail.summary());
        }
        LiveView live = detail.live();
        String progress = live == null || live.progress() == null
                ? document(id, SprintFiles.PROGRESS).orElse("")
                : detail.row().status().terminal()
                        ? document(id, SprintFiles.PROGRESS).orElse(live.progress())
                        : live.progress();
        if (!progress.isBlank() || !detail.row().status().terminal()) {
            model.put("html", rendered.of(id, progress.isBlank() ? "*Nothing is written yet.*" : progress));
        }
        return model;
    }

    /** Where the log of a step begins; its end if there is no such step, or no file yet. */
    Place step(SprintDetail detail, String step) {
        Optional<Path> log = file(detail, SprintFiles.TOOL_LOG);
        if (log.isEmpty()) {
            return Place.END;
        }
        try {
            OptionalLong header = FilePart.find(log.get(), "\n=== " + step + " ");
            return header.isEmpty() ? Place.END : Place.from(header.getAsLong() + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("reading the log of " + detail.row().id(), e);
        }
    }

    /** A part of the log, or what a search finds in it: read from a file of this machine, wherever the sprint runs. */
    Map<String, Object> log(SprintDetail detail, LogQuery query, Place place) {
        LiveView live = detail.live();
        boolean ended = detail.row().status().terminal();
        String tail = live == null ? null : live.logTail();
        AgentLog log = file(detail, SprintFiles.TOOL_LOG)
                .map(file -> AgentLog.of(file, !ended))
                .orElseGet(() -> AgentLog.of(FilePart.ofTail(tail)));
        LogPage page;
        try {
            page = query.searches()
                    ? log.search(query, place.from() == null ? 0 : place.from())
                    : log.page(part(detail, SprintFiles.TOOL_LOG, tail, place), query.show());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "searching the log of " + detail.row().id(), e);
        }
        return Map.of(
                "id", detail.row().id(),
                "log", page,
                "query", query,
                "filters", LogFilter.values(),
                "grows", !ended && page.next() >= 0,
                "working", StatusView.of(detail.row(), clock.instant()).spins(),
                "zone", clock.getZone(),
                "now", clock.instant());
    }

    Map<String, Object> output(SprintDetail detail, Place place) {
        LiveView live = detail.live();
        FilePart part = part(detail, SprintFiles.OUTPUT_LOG, live == null ? null : live.outputTail(), place);
        return Map.of("id", detail.row().id(), "text", part, "grows", grows(detail, part));
    }

    /** True if more will come after this part, or is there. */
    private static boolean grows(SprintDetail detail, FilePart part) {
        return !detail.row().status().terminal() && part.end() >= 0;
    }

    Map<String, Object> report(SprintDetail detail) {
        String id = detail.row().id();
        String markdown = sprints.text(id, TextKind.REPORT)
                .or(() -> document(id, SprintFiles.REPORT))
                .orElseThrow(() -> Rejection.unknown("Sprint " + id + " has no report"));
        boolean stored = index.find(id, SprintFiles.REPORT).isPresent();
        return Map.of(
                "html",
                rendered.of(id, markdown),
                "doc",
                new Documents("Report", stored ? SprintFiles.REPORT : null, List.of(), ""));
    }

    /** @param path of the round; empty: the first there is */
    Map<String, Object> findings(SprintDetail detail, String path) {
        String id = detail.row().id();
        Set<String> names = index.list(id).stream().map(ArtifactRow::name).collect(Collectors.toSet());
        List<Documents.Round> rounds = Documents.rounds(names);
        Documents.Round shown = rounds.stream()
                .filter(round -> path.isEmpty() || round.path().equals(path))
                .findFirst()
                .orElseThrow(() -> Rejection.unknown("Sprint " + id + " has no such findings"));
        return Map.of(
                "html",
                rendered.of(id, document(id, shown.file()).orElse("")),
                "doc",
                new Documents(shown.title(), shown.file(), rounds.size() > 1 ? rounds : List.of(), shown.path()));
    }

    Map<String, Object> prompts(SprintDetail detail) {
        String id = detail.row().id();
        Provenance provenance = files.find(id, SprintFiles.PROVENANCE)
                .map(Provenance::of)
                .orElseThrow(() -> Rejection.unknown("Sprint " + id + " has brought no prompts yet"));
        Map<String, Object> model = new TreeMap<>();
        model.put("prompts", Prompt.of(provenance, detail.steps()));
        String script = provenance.last().batchScript();
        if (script != null) {
            model.put("script", script);
        }
        return model;
    }

    Map<String, Object> artifacts(SprintDetail detail) {
        List<ArtifactRow> rows = index.list(detail.row().id());
        return Map.of("artifacts", rows.stream().map(ArtifactLink::of).toList());
    }

    private FilePart part(SprintDetail detail, String name, @Nullable String tail, Place place) {
        Optional<Path> file = file(detail, name);
        if (file.isEmpty()) {
            return FilePart.ofTail(tail);
        }
        try {
            if (place.at() != null) {
                return FilePart.around(file.get(), place.at());
            }
            return place.from() == null
                    ? FilePart.before(file.get(), place.before())
                    : FilePart.from(file.get(), place.from());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "reading " + name + " of " + detail.row().id(), e);
        }
    }

    /** Collected, or as far as heartbeats brought it. */
    private Optional<Path> file(SprintDetail detail, String name) {
        Optional<Path> collected = files.find(detail.row().id(), name);
        Optional<Path> live = logs.find(detail.row().id(), name);
        return detail.row().status().terminal() ? collected.or(() -> live) : live.or(() -> collected);
    }

    private Optional<String> document(String id, String name) {
        return files.find(id, name).map(file -> {
            try (var in = Files.newInputStream(file)) {
                return new String(in.readNBytes(MAX_DOCUMENT), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException("reading " + name + " of " + id, e);
            }
        });
    }

    /** A place in a long text: what ends before an offset, begins at one or is around it; none: its end. */
    record Place(
            @Nullable Long before,
            @Nullable Long from,
            @Nullable Long at) {
        static final Place END = new Place(null, null, null);

        static Place from(long offset) {
            return new Place(null, offset, null);
        }

        boolean end() {
            return before == null && from == null && at == null;
        }
    }
}
