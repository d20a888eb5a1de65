package io.researchloop.activities.config;

import java.util.AbstractList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/**
 * The studies as they are now: as the file writes them, with what people have changed on top. Each change is read by the
 * rules of the file, and replaces the study's earlier changes; whoever asks for a study afterwards gets the new one.
 */
public final class ConfiguredStudies extends AbstractList<StudyConfig> {
    /** Reads a study anew. */
    @FunctionalInterface
    interface Reader {
        /** @throws ConfigurationFaults if a change breaks a rule */
        StudyConfig read(Map<StudySetting, String> changes);
    }

    private final List<StudyConfig> written;
    private final Map<String, Reader> readers;
    private final List<Runnable> listeners = new CopyOnWriteArrayList<>();
    private volatile List<StudyConfig> now;

    ConfiguredStudies(List<StudyConfig> written, Map<String, Reader> readers) {
        this.written = List.copyOf(written);
        this.readers = Map.copyOf(readers);
        this.now = this.written;
    }

    /** The study as the file alone has it. */
    public StudyConfig written(String name) {
        return written.stream()
                .filter(study -> study.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the file has no study " + name));
    }

    /**
     * The study as it would be.
     *
     * @param changes by setting, as written; a blank one leaves the file's value
     * @throws ConfigurationFaults if one breaks a rule
     */
    public StudyConfig read(String name, Map<StudySetting, String> changes) {
        Reader reader = readers.get(name);
        if (reader == null) {
            throw new IllegalArgumentException("the file has no study " + name);
        }
        Map<StudySetting, String> said = changes.entrySet().stream()
                .filter(change -> !change.getValue().isBlank())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        return reader.read(said);
    }

    /**
     * Changes the study for everybody.
     *
     * @throws ConfigurationFaults if a change breaks a rule; then nothing changes
     */
    public void change(String name, Map<StudySetting, String> changes) {
        StudyConfig changed = read(name, changes);
        synchronized (this) {
            now = now.stream()
                    .map(study -> study.name().equals(name) ? changed : study)
                    .toList();
        }
        listeners.forEach(Runnable::run);
    }

    /** Told after each change. */
    public void onChange(Runnable listener) {
        listeners.add(listener);
    }

    @Override
    public StudyConfig get(int index) {
        return now.get(index);
    }

    @Override
    public int size() {
        return now.size();
    }
}
