package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/** The dev server's SQLite file, with the two that SQLite keeps beside it. */
final class DevServerDatabase {
    private static final List<String> PARTS = List.of("", "-wal", "-shm");
    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss-SSS", Locale.ROOT);

    private final Path file;

    DevServerDatabase(Path file) {
        this.file = file;
    }

    Path file() {
        return file;
    }

    boolean exists() {
        return Files.exists(file);
    }

    /** Gives it another name, with the date in it, so that the next start makes a new one. */
    Path moveAside() throws IOException {
        String stamp = STAMP.format(LocalDateTime.now(ZoneId.systemDefault()));
        Path aside = file.resolveSibling(file.getFileName() + ".broken-" + stamp);
        move(file, aside);
        return aside;
    }

    /** Undoes {@link #moveAside()}, over whatever has been made since. */
    void bringBack(Path aside) throws IOException {
        for (String part : PARTS) {
            Files.deleteIfExists(part(file, part));
        }
        move(aside, file);
    }

    private static void move(Path from, Path to) throws IOException {
        // The write-ahead log goes first: alone with a new database SQLite would try to replay it into that.
        for (String part : List.of("-wal", "-shm", "")) {
            if (Files.exists(part(from, part))) {
                Files.move(part(from, part), part(to, part));
            }
        }
    }

    private static Path part(Path file, String suffix) {
        return file.resolveSibling(file.getFileName() + suffix);
    }
}
