package io.researchloop.web.dashboard.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FilePartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 900, 20_000})
    void partsMakeUpTheWholeInBothDirections(int lines) throws IOException {
        String text = IntStream.range(0, lines)
                .mapToObj(i -> "line " + i + " → größer\n")
                .collect(Collectors.joining());
        Path file = Files.writeString(folder.resolve("log"), text);

        StringBuilder backwards = new StringBuilder();
        Long before = null;
        do {
            FilePart part = FilePart.before(file, before);
            backwards.insert(0, part.text());
            before = part.earlier();
        } while (before != null);
        StringBuilder forwards = new StringBuilder();
        Long from = 0L;
        while (from != null) {
            FilePart part = FilePart.from(file, from);
            forwards.append(part.text());
            from = part.later();
        }

        assertThat(backwards).hasToString(text);
        assertThat(forwards).hasToString(text);
    }

    @Test
    void aLineLongerThanAPartDoesNotHoldTheReaderUp() throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "x".repeat(3 * FilePart.SIZE) + "\nlast\n");

        assertThat(FilePart.before(file, null).text()).isEqualTo("last\n");
        Long from = 0L;
        int parts = 0;
        while (from != null) {
            from = FilePart.from(file, from).later();
            parts++;
        }
        assertThat(parts).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(longs = {-5, 1_000_000})
    void anOffsetBeyondTheFileIsItsEdge(long offset) throws IOException {
        Path file = Files.writeString(folder.resolve("log"), "one\ntwo\n");

        assertThat(FilePart.from(file, offset).later()).isNull();
        assertThat(FilePart.before(file, offset).earlier()).isNull();
    }

    @Test
    @Timeout(20)
    void fiftyMegabytesCostNoMoreThanAFewLines() throws IOException {
        Path file = folder.resolve("log");
        byte[] block = "2026-11-26 15:00:00  Bash: python train.py --seed 1\n"
                .repeat(20_000)
                .getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int i = 0; i < 50; i++) {
                out.write(block);
            }
        }
        assertThat(Files.size(file)).isGreaterThan(50_000_000);

        long begun = System.nanoTime();
        @Nullable Long at = 25_000_000L;
        for (int i = 0; i < 100; i++) {
            FilePart part = FilePart.from(file, at == null ? 0 : at);
            assertThat(part.text()).hasSizeLessThanOrEqualTo(FilePart.SIZE);
            at = part.later();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void findsWordsWhereverPartsMeet() throws IOException {
        for (int before : new int[] {0, FilePart.SIZE - 10, FilePart.SIZE - 5, FilePart.SIZE, 3 * FilePart.SIZE - 20}) {
            Path file =
                    Files.writeString(folder.resolve("log"), "x".repeat(before) + "=== fix_1 · é" + "y".repeat(100));

            assertThat(FilePart.find(file, "=== fix_1 ")).hasValue(before);
            assertThat(FilePart.find(file, "=== fix_2 ")).isEmpty();
        }
    }
}
