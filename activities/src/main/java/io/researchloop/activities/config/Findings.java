package io.researchloop.activities.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects what is wrong while the file is read, so that all of it is told at once. */
final class Findings {
    private static final Comparator<Fault> IN_ORDER_OF_THE_FILE = Comparator.comparing(
            Fault::place,
            Comparator.nullsFirst(Comparator.comparingInt(Place::line).thenComparingInt(Place::column)));

    private final List<Fault> faults = new ArrayList<>();
    private final List<Fault> warnings = new ArrayList<>();

    void fault(@Nullable Place place, String key, String message) {
        faults.add(new Fault(place, key, message));
    }

    void warning(@Nullable Place place, String key, String message) {
        warnings.add(new Fault(place, key, message));
    }

    List<Fault> warnings() {
        return warnings.stream().sorted(IN_ORDER_OF_THE_FILE).toList();
    }

    /** Ends the reading if there was a fault. */
    void throwIfFaulty() {
        if (!faults.isEmpty()) {
            throw new ConfigurationFaults(
                    faults.stream().sorted(IN_ORDER_OF_THE_FILE).toList());
        }
    }
}
