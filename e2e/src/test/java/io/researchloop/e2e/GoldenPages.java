package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;

/**
 * What each page says to a screen reader, against a file that was looked at: roles, names, states and links, one file a
 * page. {@code -Dpages=write} writes the files anew; what then has changed is for the eyes of who reads the commit.
 */
final class GoldenPages {
    private final Path kept;
    private final Path seen;
    private final boolean write = "write".equals(System.getProperty("pages"));
    private final SoftAssertions differences = new SoftAssertions();
    private final Set<String> names = new TreeSet<>();

    /** @param of whose pages they are: a folder */
    GoldenPages(String of) {
        kept = Path.of("src/test/resources/pages", of);
        seen = Path.of("target/pages", of);
    }

    /** @param page its words, without what differs from run to run */
    void compare(String name, String page) {
        if (!names.add(name)) {
            throw new IllegalArgumentException("there are two pages of the name " + name);
        }
        Path before = kept.resolve(name + ".yml");
        Path now = seen.resolve(name + ".yml");
        put(now, page + "\n");
        if (write) {
            put(before, page + "\n");
        } else if (Files.exists(before)) {
            differences.assertThat(now).as(name).hasSameTextualContentAs(before);
        } else {
            differences.fail("%s has no file: write it with -Dpages=write", name);
        }
    }

    /** All differences at once, and files that no page is compared with any more. */
    void conclude() {
        differences.assertAll();
        assertThat(files()).as("files in %s", kept).isEqualTo(names);
    }

    private Set<String> files() {
        try (Stream<Path> all = Files.list(kept)) {
            return all.map(file -> file.getFileName().toString().replaceFirst("\\.yml$", ""))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void put(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
