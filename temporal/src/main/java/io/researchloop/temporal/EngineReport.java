package io.researchloop.temporal;

import java.util.List;

/**
 * What {@link EngineDoctor} found.
 *
 * @param usable false when the chosen engine could not serve now; the lines say why and what to do
 * @param lines for people, one fact each
 */
public record EngineReport(EngineChoice choice, boolean usable, List<String> lines) {
    public EngineReport {
        lines = List.copyOf(lines);
    }
}
