package io.researchloop.workflows.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * First created, first served, never more leases than the limit. Each sprint is in it once, waiting or holding. Signals may
 * be repeated and may come out of order; the attempt's number tells.
 */
final class SlotQueue {
    private final Map<String, Lease> leases = new LinkedHashMap<>();
    private final Map<String, Lease> waiting = new LinkedHashMap<>();
    private int limit;

    SlotQueue(int limit, Collection<Lease> leases, Collection<Lease> waiting) {
        this.limit = limit;
        leases.forEach(this::hold);
        waiting.forEach(this::claim);
    }

    int limit() {
        return limit;
    }

    void changeLimit(int newLimit) {
        limit = newLimit;
    }

    /**
     * Gets in line.
     *
     * @return true if it holds that very slot already, so that it must be told again
     */
    boolean claim(Lease wish) {
        Lease held = leases.get(wish.sprintId());
        if (held != null && held.attempt() >= wish.attempt()) {
            return held.attempt() == wish.attempt();
        }
        leases.remove(wish.sprintId());
        waiting.put(wish.sprintId(), wish);
        return false;
    }

    void hold(Lease lease) {
        waiting.remove(lease.sprintId());
        leases.merge(lease.sprintId(), lease, (a, b) -> a.attempt() >= b.attempt() ? a : b);
    }

    void release(Lease done) {
        drop(waiting, done);
        drop(leases, done);
    }

    private static void drop(Map<String, Lease> from, Lease done) {
        from.computeIfPresent(done.sprintId(), (id, lease) -> lease.attempt() <= done.attempt() ? null : lease);
    }

    /** Who is due, if there is room: it holds the slot from now on. */
    Optional<Lease> next() {
        if (!hasRoom()) {
            return Optional.empty();
        }
        Lease first = Collections.min(waiting.values(), Comparator.comparingLong(Lease::place));
        hold(first);
        return Optional.of(first);
    }

    boolean hasRoom() {
        return leases.size() < limit && !waiting.isEmpty();
    }

    List<Lease> leases() {
        return new ArrayList<>(leases.values());
    }

    List<Lease> waiting() {
        return new ArrayList<>(waiting.values());
    }
}
