package io.researchloop.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.deployment.Deployment.Phase;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.FileRefused;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With a real bash, in real folders. */
class TransferTest {
    private static final int MIB = 1 << 20;
    private static final Duration PAUSE = Duration.ofMillis(20);

    @TempDir
    Path folder;

    private final byte[] content = new byte[2 * MIB + 4711];
    private Parcel parcel = Sites.parcel(Parcel.Kind.RUNNER, content);
    private final Sites.NotingShell shell = new Sites.NotingShell();
    private final List<Deployment> told = new ArrayList<>();
    private ClusterAccess site;
    private Deployments progress;

    @BeforeEach
    void fill() {
        new Random(7).nextBytes(content);
        parcel = Sites.parcel(Parcel.Kind.RUNNER, content);
        site = Sites.site(folder, shell, "");
        progress =
                new Deployments(List.of(cluster -> told.add(progress.of(cluster).orElseThrow())), Clock.systemUTC());
    }

    @Test
    void bringsEveryByteAndLeavesNothingElse() throws Exception {
        transfer().run();

        assertThat(installed()).hasBinaryContent(content);
        assertThat(parent())
                .isDirectoryContaining(path -> path.equals(installed().getParent()));
        assertThat(parent().toFile().list()).hasSize(1);
    }

    @Test
    void tellsHowFarItIs() throws Exception {
        transfer().run();

        assertThat(told)
                .extracting(Deployment::phase)
                .containsSubsequence(Phase.SENDING, Phase.INSTALLING, Phase.READY);
        assertThat(told.stream().filter(now -> now.phase() == Phase.SENDING))
                .extracting(Deployment::bytes)
                .containsExactly(0L, (long) MIB, 2L * MIB, (long) content.length);
        assertThat(told).allMatch(now -> now.total() == content.length);
    }

    @Test
    void manyOrchestratorsSendItOnce() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Boolean>> all = IntStream.range(0, 8)
                    .<Callable<Boolean>>mapToObj(number -> () -> {
                        new Transfer(site, parcel, Sites.deployments(), PAUSE).run();
                        return Files.exists(installed());
                    })
                    .toList();
            for (Future<Boolean> one : threads.invokeAll(all)) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(shell.written).containsExactly("part-00000", "part-00001", "part-00002");
        assertThat(installed()).hasBinaryContent(content);
    }

    @Test
    void goesOnWhereAnotherHasStopped() throws Exception {
        Path stage = stageWith("part-00000", java.util.Arrays.copyOf(content, MIB));
        Files.write(stage.resolve("part-00001"), new byte[17]);
        Files.setLastModifiedTime(stage, FileTime.from(Instant.now().minus(DeploymentScripts.STALE.plusSeconds(5))));

        transfer().run();

        assertThat(shell.written).containsExactly("part-00001", "part-00002");
        assertThat(installed()).hasBinaryContent(content);
    }

    @Test
    void waitsForWhoeverSendsIt() throws Exception {
        stageWith("part-00000", java.util.Arrays.copyOf(content, MIB));
        ExecutorService thread = Executors.newSingleThreadExecutor();
        try {
            Future<Boolean> waiting = thread.submit(() -> {
                transfer().run();
                return true;
            });
            while (told.isEmpty()) {
                Thread.sleep(10);
            }
            assertThat(told.get(0)).matches(now -> now.phase() == Phase.WAITING && now.bytes() == MIB);
            assertThat(shell.written).isEmpty();

            Files.createDirectories(installed().getParent());
            Files.write(installed(), content);
            Files.delete(stage().resolve("part-00000"));
            Files.delete(stage());
            assertThat(waiting.get()).isTrue();
            assertThat(shell.written).isEmpty();
        } finally {
            thread.shutdownNow();
        }
    }

    @Test
    void whatDidNotArriveWholeIsThrownAwayAndSentAgain() throws Exception {
        Path stage = stageWith("part-00000", new byte[MIB]);
        Files.setLastModifiedTime(stage, FileTime.from(Instant.EPOCH));

        assertThatThrownBy(() -> transfer().run())
                .isInstanceOf(ClusterUnavailable.class)
                .hasMessageContaining("did not arrive whole")
                .hasMessageContaining(parcel.sha256());
        assertThat(progress.of("site").orElseThrow().phase()).isEqualTo(Phase.FAILED);
        assertThat(installed()).doesNotExist();

        transfer().run();
        assertThat(installed()).hasBinaryContent(content);
    }

    @Test
    void aDirectoryWhoseFilesWerePurgedIsReplaced() throws Exception {
        Files.createDirectories(installed().getParent());
        Files.writeString(installed().resolveSibling("left.over"), "x");

        transfer().run();

        assertThat(installed()).hasBinaryContent(content);
    }

    @Test
    void saysWhereItCannotWrite() throws Exception {
        Files.writeString(Sites.workingDir(folder), "a file in the way");

        assertThatThrownBy(() -> transfer().run())
                .isInstanceOf(FileRefused.class)
                .hasMessageContaining(Sites.workingDir(folder).toString());
    }

    @Test
    void aRuntimeThatDoesNotStartIsToldWithItsReason() throws Exception {
        Path broken = Files.createDirectories(folder.resolve("broken/bin")).resolve("java");
        Files.writeString(broken, "#!/bin/sh\necho \"version \\`GLIBC_2.34' not found\" >&2\nexit 1\n");
        assertThat(broken.toFile().setExecutable(true)).isTrue();
        Path archive = folder.resolve("broken.tar.gz");
        assertThat(new ProcessBuilder("tar", "-C", folder.resolve("broken").toString(), "-czf", archive.toString(), ".")
                        .start()
                        .waitFor())
                .isZero();
        parcel = Sites.parcel(Parcel.Kind.RUNTIME, Files.readAllBytes(archive));

        assertThatThrownBy(() -> transfer().run())
                .isInstanceOf(NotDeployable.class)
                .hasMessageContaining("`GLIBC_2.34' not found")
                .hasMessageContaining("java = ");
        assertThat(installed()).doesNotExist();
    }

    private Transfer transfer() {
        return new Transfer(site, parcel, progress, PAUSE);
    }

    private Path installed() {
        return Path.of(parcel.path(site.config().workingDir()));
    }

    private Path parent() {
        return Path.of(parcel.parent(site.config().workingDir()));
    }

    private Path stage() {
        return Path.of(parcel.stage(site.config().workingDir()));
    }

    private Path stageWith(String part, byte[] bytes) throws Exception {
        Files.createDirectories(stage());
        Files.write(stage().resolve(part), bytes);
        return stage();
    }
}
