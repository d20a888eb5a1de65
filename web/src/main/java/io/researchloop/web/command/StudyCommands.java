package io.researchloop.web.command;

import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ConfigurationFaults;
import io.researchloop.activities.config.Fault;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.config.StudySetting;
import io.researchloop.activities.store.StudyChanges;
import io.researchloop.activities.store.StudyChanges.Changes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Changes studies while the server runs. A sprint that is created or prepared afterwards is made with the new values. */
@Component
public class StudyCommands {
    private static final Logger LOG = LoggerFactory.getLogger(StudyCommands.class);

    private final Configuration configuration;
    private final StudyChanges store;

    StudyCommands(Configuration configuration, StudyChanges store) {
        this.configuration = configuration;
        this.store = store;
        configuration.studies().forEach(study -> restore(study.name()));
    }

    /** A change that the file's present rules refuse is left out as a whole, and said so: the file's values stand. */
    private void restore(String study) {
        Changes saved = store.of(study);
        try {
            if (!saved.values().isEmpty()) {
                configuration.studies().change(study, settings(saved.values()));
            }
        } catch (ConfigurationFaults e) {
            LOG.warn("study={} its changes are not applied: {}", study, e.getMessage());
        }
    }

    /**
     * What is changed of a study.
     *
     * @throws Rejection if there is no such study
     */
    public Changes changes(String study) {
        return store.of(find(study).name());
    }

    /**
     * Replaces all changes of a study.
     *
     * @param version of the changes that the person saw
     * @param values by setting, as written; a blank one reverts to the file
     * @throws Rejection if there is no such study, a value breaks a rule of the file, or somebody else was faster; then
     *     nothing changes
     */
    public synchronized void change(String study, long version, Map<StudySetting, String> values) {
        String name = find(study).name();
        try {
            configuration.studies().read(name, values);
        } catch (ConfigurationFaults e) {
            throw Rejection.invalid(
                    e.faults().stream().map(StudyCommands::words).collect(Collectors.joining(" ")));
        }
        Map<String, String> said = new TreeMap<>();
        values.forEach((setting, text) -> {
            if (!text.isBlank()) {
                said.put(setting.key(), text);
            }
        });
        if (!store.save(name, version, said)) {
            throw Rejection.conflict("Somebody changed the study meanwhile. " + difference(store.of(name), said));
        }
        configuration.studies().change(name, values);
    }

    /**
     * Changes some settings and leaves the others.
     *
     * @param version of the changes that the caller saw; null: whatever they are now
     * @throws Rejection as {@link #change}
     */
    public synchronized void patch(String study, @Nullable Long version, Map<StudySetting, String> values) {
        Changes before = changes(study);
        Map<StudySetting, String> merged = settings(before.values());
        merged.putAll(values);
        change(study, version == null ? before.version() : version, merged);
    }

    private static String difference(Changes saved, Map<String, String> wanted) {
        List<String> different = new ArrayList<>();
        for (StudySetting setting : StudySetting.values()) {
            String theirs = saved.values().getOrDefault(setting.key(), "");
            if (!theirs.equals(wanted.getOrDefault(setting.key(), ""))) {
                different.add(setting.key() + " is now "
                        + (theirs.isEmpty() ? "as the configuration has it" : "“" + Shortened.of(theirs) + "”"));
            }
        }
        return different.isEmpty() ? "The values are the same as yours." : String.join("; ", different) + ".";
    }

    private StudyConfig find(String study) {
        return configuration.study(study).orElseThrow(() -> Rejection.unknown("There is no study " + study));
    }

    private static String words(Fault fault) {
        return fault.key() + ": " + fault.message() + ".";
    }

    /** A setting that is not known any more changes nothing. */
    private static Map<StudySetting, String> settings(Map<String, String> saved) {
        Map<StudySetting, String> settings = new EnumMap<>(StudySetting.class);
        saved.forEach((key, text) -> StudySetting.of(key).ifPresent(setting -> settings.put(setting, text)));
        return settings;
    }
}
