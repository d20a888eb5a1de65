package io.researchloop.activities.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.tomlj.TomlArray;

/** Reads values of which there can be one or several: a string or a list of strings, in the environment with commas. */
final class ListValues {
    private static final String EXPECTED = "a string, or a list of strings";

    private final Values values;
    private final Section section;
    private final Locations locations;

    ListValues(Values values, Locations locations) {
        this.values = values;
        this.section = values.section();
        this.locations = locations;
    }

    List<String> lines(String key) {
        return strings(key).stream().map(element -> element.text.strip()).toList();
    }

    /** Those that are there; see {@link Values#hasContext}. */
    List<Path> contextFiles(String key) {
        List<Path> files = new ArrayList<>();
        for (Element element : strings(key)) {
            Optional<Path> path = locations.resolve(element.text);
            if (path.isEmpty()) {
                section.wrong(element.entry, Quoted.of(element.text) + " is not a path");
            } else if (values.hasContext(element.entry, path.get())) {
                files.add(path.get());
            }
        }
        return files;
    }

    <E extends Enum<E> & Word> List<E> words(String key, Class<E> type) {
        return strings(key).stream()
                .flatMap(element -> values.constant(element.entry, type, element.text).stream())
                .toList();
    }

    private List<Element> strings(String key) {
        Entry entry = section.entry(key);
        List<Element> strings = new ArrayList<>();
        for (Entry element : entry == null ? List.<Entry>of() : elements(entry)) {
            if (!(element.value() instanceof String text)) {
                section.wrongType(element, EXPECTED);
            } else if (Grammar.hasControlCharacters(text)) {
                section.wrong(element, "must be one line without control characters");
            } else if (!text.isBlank()) {
                strings.add(new Element(element, text));
            }
        }
        return strings;
    }

    private List<Entry> elements(Entry entry) {
        List<Entry> elements = new ArrayList<>();
        if (entry.value() instanceof TomlArray array) {
            for (int i = 0; i < array.size(); i++) {
                Place place = Section.place(section.head().file(), array.inputPositionOf(i));
                elements.add(new Entry(array.get(i), place, entry.label() + "[" + i + "]"));
            }
        } else if (entry.fromEnvironment() && entry.value() instanceof String written) {
            for (String part : written.split(",", -1)) {
                elements.add(new Entry(part, null, entry.label()));
            }
        } else {
            elements.add(entry);
        }
        return elements;
    }

    /** A string, and where it stands. */
    private record Element(Entry entry, String text) {}
}
