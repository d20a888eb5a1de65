package io.researchloop.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.transport.ShellCommand;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunnerDeploymentTest {
    private static final Parcel RUNNER = Sites.parcel(Parcel.Kind.RUNNER, "a jar".getBytes(StandardCharsets.UTF_8));

    @TempDir
    Path folder;

    @TempDir
    Path made;

    private final Sites.NotingShell shell = new Sites.NotingShell();

    @Test
    void fiftySprintsAtOnceBringItOnce() throws Exception {
        ClusterAccess site = Sites.site(folder, shell, "java = \"/opt/java/bin/java\"\n");
        RunnerDeployment deployment = deployment(List.of());
        ExecutorService threads = Executors.newFixedThreadPool(16);
        try {
            List<Callable<RunnerOnCluster>> sprints = Stream.<Callable<RunnerOnCluster>>generate(
                            () -> () -> deployment.ensure(site))
                    .limit(50)
                    .collect(Collectors.toList());
            for (Future<RunnerOnCluster> sprint : threads.invokeAll(sprints)) {
                assertThat(Path.of(sprint.get().jar())).hasContent("a jar");
                assertThat(sprint.get().java()).isEqualTo("/opt/java/bin/java");
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(shell.written).containsExactly("part-00000");
    }

    @Test
    void bringsAgainWhatWasPurged() throws Exception {
        ClusterAccess site = Sites.site(folder, shell, "");
        RunnerDeployment deployment = deployment(List.of());
        Files.delete(Path.of(deployment.ensure(site).jar()));

        assertThat(Path.of(deployment.ensure(site).jar())).hasContent("a jar");
    }

    @Test
    void theServersOwnJavaRunsTheJobsOfThisMachine() throws Exception {
        ClusterAccess site = Sites.site(folder, shell, "");

        assertThat(deployment(List.of()).ensure(site).java())
                .isEqualTo(Path.of(System.getProperty("java.home"), "bin/java").toString());
    }

    @Test
    void aRuntimeIsMadeSentAndStartsThere() throws Exception {
        List<Jdk> jdks = Jdk.all(System.getenv(), Path.of(System.getProperty("user.home")));
        assumeTrue(!jdks.isEmpty(), "there is no JDK with jlink here");
        ClusterAccess site = Sites.site(folder, shell, "java = \"bundled\"\n");

        RunnerOnCluster runner = deployment(jdks).ensure(site);

        assertThat(runner.java()).startsWith(site.config().workingDir() + "/.researchloop/runtime/");
        List<String> modules = shell.run(ShellCommand.of("env", "-i", runner.java(), "--list-modules"))
                .stdout()
                .lines()
                .map(line -> line.replaceAll("@.*", ""))
                .toList();
        assertThat(modules).containsAll(RuntimeLinker.MODULES).doesNotContain("java.desktop", "java.sql");
        int sent = shell.written.size();
        assertThat(deployment(jdks).ensure(site)).as("another server finds it").isEqualTo(runner);
        assertThat(shell.written).hasSize(sent);
    }

    @Test
    void saysWhatToDoWhereThereIsNoJavaAndNoneFits() {
        ClusterAccess site = Sites.site(folder, shell, "java = \"bundled\"\n");
        Jdk tooNew = new Jdk(
                Path.of("/opt/jdk"), "25", new Platform("Linux", machine(), "glibc", new Platform.Version(9, 99)));

        assertThatThrownBy(() -> deployment(List.of(tooNew)).ensure(site))
                .isInstanceOf(NotDeployable.class)
                .hasMessageContaining("no Java runtime that starts there")
                .hasMessageContaining("glibc 9.99")
                .hasMessageContaining("java = \"/path/to/java\"")
                .hasMessageContaining(made.toString());
        assertThat(shell.written).isEmpty();
    }

    private RunnerDeployment deployment(List<Jdk> jdks) {
        return new RunnerDeployment(
                cluster -> List.of(), Sites.deployments(), new Runtimes(List.of(), made, () -> jdks), RUNNER);
    }

    private static String machine() {
        return Map.of("amd64", "x86_64").getOrDefault(System.getProperty("os.arch"), System.getProperty("os.arch"));
    }
}
