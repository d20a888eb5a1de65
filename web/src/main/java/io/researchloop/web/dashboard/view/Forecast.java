package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.SprintRow;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * When running sprints end and waiting ones get a slot, judged by how long those that finished before them ran. Good for
 * one look: what it has asked for it does not ask for again.
 */
public final class Forecast {
    private final BiFunction<String, String, List<Duration>> runTimes;
    private final Map<Kind, List<Duration>> known = new HashMap<>();
    private final Instant now;
    private final ZoneId zone;

    /** @param runTimes how long the finished sprints of a study with an agent ran */
    public Forecast(BiFunction<String, String, List<Duration>> runTimes, Instant now, ZoneId zone) {
        this.runTimes = runTimes;
        this.now = now;
        this.zone = zone;
    }

    private record Kind(String study, String agent) {}

    /** When a running sprint ends. */
    public Expected end(SprintRow row) {
        List<Duration> finished = finished(kind(row));
        Duration usual = Estimate.usual(finished);
        if (StatusView.notSeen(row, now)) {
            return Expected.said("not known");
        }
        if (usual == null) {
            return Expected.TOO_EARLY;
        }
        Instant end = endOf(row);
        return end == null
                ? new Expected(null, "longer than usual", "median of " + finished.size() + ": " + Words.duration(usual))
                : new Expected(When.onTheClock(end, now, zone), "", from(finished.size()));
    }

    /**
     * When each in a cluster's line gets a slot, for as many as there is a basis.
     *
     * @param slots of the cluster
     * @param atWork the sprints in them
     * @param others how many slots something else has
     * @param line first come first
     * @return by the sprint's id
     */
    public Map<String, Expected> starts(int slots, List<SprintRow> atWork, int others, List<SprintRow> line) {
        Map<String, Expected> starts = new HashMap<>();
        Set<Kind> basis = new HashSet<>();
        PriorityQueue<Instant> free = new PriorityQueue<>();
        // A slot whose end nobody knows may be free before any other.
        boolean unknown = others > 0;
        for (SprintRow row : atWork) {
            Instant end = endOf(row);
            basis.add(kind(row));
            unknown |= end == null || !free.add(end);
        }
        for (int slot = atWork.size() + others; slot < slots; slot++) {
            free.add(now);
        }
        for (SprintRow row : line) {
            Instant start = free.poll();
            if (start == null || (unknown && start.isAfter(now))) {
                break;
            }
            starts.put(row.id(), start(start, basis));
            Duration usual = usual(row);
            basis.add(kind(row));
            unknown |= usual == null || !free.add(start.plus(usual));
        }
        return starts;
    }

    private Expected start(Instant start, Set<Kind> basis) {
        int finished = basis.stream().mapToInt(kind -> finished(kind).size()).sum();
        return start.isAfter(now)
                ? new Expected(When.onTheClock(start, now, zone), "about ", from(finished))
                : Expected.said("in a moment");
    }

    /** Null if it runs longer than is usual, or nobody knows what is. */
    private @Nullable Instant endOf(SprintRow row) {
        Duration usual = usual(row);
        Instant begun = Elapsed.ticksFrom(row);
        if (usual == null || begun == null || row.status() != SprintStatus.RUNNING || StatusView.notSeen(row, now)) {
            return null;
        }
        Instant end = begun.plus(usual);
        return end.isAfter(now) ? end : null;
    }

    /** No longer than it may. */
    private @Nullable Duration usual(SprintRow row) {
        Duration usual = Estimate.usual(finished(kind(row)));
        Duration limit = Duration.ofSeconds(row.maxRunSeconds());
        return usual == null || usual.compareTo(limit) < 0 ? usual : limit;
    }

    private static Kind kind(SprintRow row) {
        return new Kind(row.studyName(), row.agent());
    }

    private List<Duration> finished(Kind kind) {
        return known.computeIfAbsent(kind, asked -> runTimes.apply(asked.study(), asked.agent()));
    }

    private static String from(int finished) {
        return "from " + Words.counted(finished, "earlier sprint");
    }
}
