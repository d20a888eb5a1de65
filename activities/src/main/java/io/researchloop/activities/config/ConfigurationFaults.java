package io.researchloop.activities.config;

import io.researchloop.activities.UserError;
import java.util.List;
import java.util.stream.Collectors;

/** The configuration cannot be used; this holds everything that is wrong with it, in the order of the file. */
public final class ConfigurationFaults extends UserError {
    private static final long serialVersionUID = 1;

    private final transient List<Fault> faults;

    public ConfigurationFaults(List<Fault> faults) {
        super(message(faults));
        this.faults = List.copyOf(faults);
    }

    /** At least one. */
    public List<Fault> faults() {
        return faults;
    }

    private static String message(List<Fault> faults) {
        if (faults.size() == 1) {
            return "The configuration cannot be used: " + faults.get(0);
        }
        return faults.stream()
                .map(fault -> "\n  " + fault)
                .collect(Collectors.joining("", "The configuration has " + faults.size() + " faults:", ""));
    }
}
