package io.researchloop.runner.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SprintDirectoryTest {
    @Test
    void aTailIsCutAtACharacter(@TempDir Path root) throws IOException {
        Files.writeString(root.resolve("log"), "ääääé");

        SprintDirectory directory = SprintDirectory.at(root);

        assertThat(directory.tail("log", 5)).contains("äé");
        assertThat(directory.tail("log", 100)).contains("ääääé");
        assertThat(directory.head("log", 5)).contains("ää");
    }

    @Test
    void aCharacterThatIsBeingWrittenIsLeftForTheNextLook(@TempDir Path root) throws IOException {
        Files.write(root.resolve("log"), new byte[] {'a', (byte) 0xE2, (byte) 0x82});

        assertThat(SprintDirectory.at(root).tail("log", 100)).contains("a");
    }

    @Test
    void aLinkOutOfTheDirectoryIsNoFile(@TempDir Path root, @TempDir Path elsewhere) throws IOException {
        Files.writeString(elsewhere.resolve("secret"), "secret");
        Files.createSymbolicLink(root.resolve("log"), elsewhere.resolve("secret"));
        Files.createSymbolicLink(root.resolve("sub"), elsewhere);
        Files.writeString(root.resolve("inside"), "ours");
        Files.createSymbolicLink(root.resolve("alias"), root.resolve("inside"));

        SprintDirectory directory = SprintDirectory.at(root);

        assertThat(directory.tail("log", 10)).isEmpty();
        assertThat(directory.tail("sub/secret", 10)).isEmpty();
        assertThat(directory.head("../" + elsewhere.getFileName() + "/secret", 10))
                .isEmpty();
        assertThat(directory.tail("alias", 10)).contains("ours");
        assertThat(directory.recentFiles(10)).containsExactly("inside");
    }

    @Test
    void aTweaksPlanLiesBelowTheSprintsDirectoryThatItWorksIn(@TempDir Path root) throws IOException {
        Path own = root.resolve(SprintFiles.tweak("tw-12345678"));
        Path plan = own.resolve(SprintFiles.plan(1));
        Files.createDirectories(plan.getParent());
        Files.writeString(plan, "{}");

        SprintDirectory directory = SprintDirectory.ofPlan(plan);

        assertThat(directory.root()).isEqualTo(root.toRealPath());
        assertThat(directory.resolve(SprintFiles.REPORT))
                .isEqualTo(root.toRealPath().resolve(SprintFiles.REPORT));
        assertThat(directory.resolve(SprintFiles.STATE))
                .isEqualTo(own.toRealPath().resolve(SprintFiles.STATE));
    }

    @Test
    void theFilesThatChangedLastComeFirst(@TempDir Path root) throws IOException {
        for (int i = 0; i < 5; i++) {
            Path file = Files.writeString(
                    Files.createDirectories(root.resolve("d" + i)).resolve("f"), "x");
            Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(1000 + i)));
        }
        Files.writeString(Files.createDirectories(root.resolve(".git")).resolve("index"), "x");

        assertThat(SprintDirectory.at(root).recentFiles(2)).containsExactly("d4/f", "d3/f");
    }

    @Test
    void thePlansPathLeadsToTheDirectory(@TempDir Path root) throws IOException {
        Path plan = root.resolve(".researchloop/attempts/3/plan.json");
        Files.createDirectories(plan.getParent());
        Files.writeString(plan, "{}");

        assertThat(SprintDirectory.ofPlan(plan).root()).isEqualTo(root.toRealPath());
        Path stray = Files.writeString(root.resolve("plan.json"), "{}");
        assertThatThrownBy(() -> SprintDirectory.ofPlan(stray)).hasMessageContaining("expected a path like");
    }

    @Test
    void aSecondOwnerIsRefusedUntilTheFirstIsGone(@TempDir Path root) throws Exception {
        SprintDirectory directory = SprintDirectory.at(root);
        try (DirectoryLock first = DirectoryLock.acquire(directory, "the first", Duration.ZERO)) {
            assertThat(first).isNotNull();
            assertThatThrownBy(() -> DirectoryLock.acquire(directory, "the second", Duration.ofMillis(150)))
                    .isInstanceOf(DirectoryLock.Held.class)
                    .hasMessageContaining("the first");
        }

        DirectoryLock.acquire(directory, "the second", Duration.ZERO).close();
    }

    @Test
    void theToolLogKeepsEscapeSequencesFromTheTerminal(@TempDir Path root) throws IOException {
        new ToolLog(SprintDirectory.at(root), InstantSource.fixed(Instant.EPOCH)).line("a\u001b[2Jb\nc");

        assertThat(root.resolve("sprint_log.txt")).hasContent("1970-01-01 00:00:00  a [2Jb c\n");
    }

    @Property
    void noCutIsLongerThanItsLimitNorInventsText(
            @ForAll @Size(max = 60) byte[] bytes, @ForAll @IntRange(max = 70) int limit) {
        String whole = new String(bytes, StandardCharsets.UTF_8);

        assertThat(Utf8.head(bytes, limit).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(limit);
        assertThat(Utf8.tail(bytes, limit).getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(limit);
        assertThat(whole).startsWith(Utf8.head(bytes, limit).replaceAll("\uFFFD+\\z", ""));
    }

    @Property
    void textIsCutOnlyWhereACharacterEnds(@ForAll String text, @ForAll @IntRange(max = 400) int limit) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        String whole = new String(bytes, StandardCharsets.UTF_8);

        assertThat(whole).startsWith(Utf8.head(bytes, limit)).endsWith(Utf8.tail(bytes, limit));
    }
}
