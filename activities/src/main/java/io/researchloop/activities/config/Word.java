package io.researchloop.activities.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A constant with the word that stands for it in the configuration file: lower case, with underscores. */
public interface Word {
    String name();

    default String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Case does not matter, nor whether it is a hyphen or an underscore. */
    static <E extends Enum<E> & Word> Optional<E> find(Class<E> type, String written) {
        String wanted = written.strip().toUpperCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> constant.name().equals(wanted))
                .findFirst();
    }

    static <E extends Enum<E> & Word> List<String> all(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
    }
}
