package io.researchloop.runner.agent;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A parsed file of steps.
 *
 * @param sections by the name in brackets, which may end in {@code *}
 */
record Script(Map<String, List<ScriptLine>> sections) {
    static final String DEFAULT_SECTION = "default";

    Script {
        sections = Map.copyOf(sections);
    }

    /** The step's own section, else the one with the longest matching {@code prefix_*}, else {@code [default]}. */
    Optional<List<ScriptLine>> step(String name) {
        List<ScriptLine> own = sections.get(name);
        if (own != null) {
            return Optional.of(own);
        }
        return sections.keySet().stream()
                .filter(section -> section.endsWith("*") && name.startsWith(section.substring(0, section.length() - 1)))
                .max(Comparator.comparingInt(String::length))
                .or(() -> Optional.of(DEFAULT_SECTION).filter(sections::containsKey))
                .map(sections::get);
    }
}
