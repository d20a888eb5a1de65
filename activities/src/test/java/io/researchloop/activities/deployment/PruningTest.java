package io.researchloop.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PruningTest {
    private static final Duration MONTH = Duration.ofDays(30);

    @TempDir
    Path folder;

    private Path runners;

    @BeforeEach
    void fiveOfThem() throws Exception {
        runners = Files.createDirectories(folder.resolve("a b/runner"));
        for (int number = 1; number <= 5; number++) {
            used(name(number), number * 20);
        }
    }

    @Test
    void keepsTheNewestAndWhatWasUsedWithinTheMonth() throws Exception {
        assertThat(prune(1)).containsExactly(name(2), name(3), name(4), name(5));
        assertThat(runners.toFile().list()).containsExactly(name(1));
    }

    @Test
    void keepsThreeHoweverOldTheyAre() throws Exception {
        assertThat(prune(3)).containsExactly(name(4), name(5));
    }

    @Test
    void keepsWhatIsYoungHoweverManyThereAre() throws Exception {
        used(name(6), 1);
        used(name(7), 2);

        assertThat(prune(1)).doesNotContain(name(1), name(6), name(7));
    }

    @Test
    void neverTakesOneThatALiveJobNames() throws Exception {
        Path script = Files.writeString(
                folder.resolve("batch.sh"), "exec java -jar '/w/runner/" + name(5) + "/researchloop-runner.jar'\n");

        assertThat(prune(1, script.toString())).doesNotContain(name(5)).contains(name(4));
        assertThat(runners.resolve(name(5)).resolve("jar")).exists();
    }

    @Test
    void takesNothingWhenALiveJobsScriptCannotBeRead() throws Exception {
        assertThat(prune(1, folder.resolve("missing.sh").toString())).isEmpty();
    }

    @Test
    void leavesAloneWhatIsNotOurs() throws Exception {
        used("notes", 400);

        assertThat(prune(1)).doesNotContain("notes");
        assertThat(runners.resolve("notes")).exists();
    }

    private List<String> prune(int keep, String... live) throws Exception {
        ShellResult result =
                new LocalShell().run(DeploymentScripts.prune(runners.toString(), keep, MONTH, List.of(live)));
        assertThat(result.exitCode()).as(result.stderr()).isZero();
        return result.stdout().lines().sorted().toList();
    }

    private void used(String name, int daysAgo) throws Exception {
        Path directory = Files.createDirectories(runners.resolve(name));
        Files.writeString(directory.resolve("jar"), "x");
        Path used = Files.writeString(directory.resolve(".used"), "");
        Files.setLastModifiedTime(used, FileTime.from(Instant.now().minus(Duration.ofDays(daysAgo))));
    }

    private static String name(int number) {
        return "0000000000000000".substring(1) + number;
    }
}
