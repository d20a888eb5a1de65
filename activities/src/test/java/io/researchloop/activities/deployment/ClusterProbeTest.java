package io.researchloop.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.LocalShell;
import io.researchloop.activities.transport.ShellResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClusterProbeTest {
    @TempDir
    Path folder;

    @Test
    void thisMachineSaysWhatItIs() throws Exception {
        ClusterProbe probe = ClusterProbe.of(new LocalShell(), List.of());

        assertThat(probe.platform().system()).isEqualTo("linux");
        assertThat(probe.platform().machine())
                .isEqualTo(System.getProperty("os.arch").replace("amd64", "x86_64"));
        assertThat(probe.platform().version()).isNotEqualTo(Platform.Version.UNKNOWN);
        assertThat(probe.missing()).isEmpty();
    }

    @Test
    void theJavaAfterTheSetUpLinesCounts() throws Exception {
        java("openjdk version \"21.0.4\" 2024-07-16 LTS");

        ClusterProbe probe = ClusterProbe.of(
                new LocalShell(), List.of("loaded=yes", "[ \"$loaded\" = yes ] && PATH=" + folder + ":$PATH"));

        assertThat(probe.java()).isEqualTo(folder.resolve("java").toString());
        assertThat(probe.feature()).hasValue(21);
    }

    @Test
    void aSetUpLineMayPrintReadAndEndWhatItLikes() throws Exception {
        ClusterProbe probe = ClusterProbe.of(
                new LocalShell(), List.of("echo 'rl machine pdp11'; echo rl java /x >&2", "cat", "exit 3"));

        assertThat(probe.platform().machine()).isNotEqualTo("pdp11");
        assertThat(probe.java()).isNull();
        assertThat(probe.hasJava()).isFalse();
    }

    @Test
    void aLineOfTheLoginShellIsNoAnswer() {
        ClusterProbe probe = ClusterProbe.parse(new ShellResult(
                0, "Welcome to hydra\nrl system Linux\nrl machine aarch64\nrl libc glibc 2.17\nrl missing gzip\n", ""));

        assertThat(probe.platform()).isEqualTo(new Platform("linux", "aarch64", "glibc", new Platform.Version(2, 17)));
        assertThat(probe.missing()).containsExactly("gzip");
        assertThatThrownBy(() -> ClusterProbe.parse(new ShellResult(0, "Welcome to hydra\n", "")))
                .isInstanceOf(ClusterUnavailable.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'openjdk version \"17.0.9\" 2023-10-17', 17, true",
        "'java version \"1.8.0_392\"', 8, false",
        "'openjdk version \"11.0.21\" 2023-10-17 LTS', 11, false",
        "'openjdk version \"25\" 2025-09-16', 25, true",
    })
    void readsTheVersion(String line, int feature, boolean enough) {
        ClusterProbe probe = ClusterProbe.parse(new ShellResult(
                0, "rl machine x86_64\nrl libc glibc 2.28\nrl java /usr/bin/java\nrl version " + line + "\n", ""));

        assertThat(probe.feature()).hasValue(feature);
        assertThat(probe.hasJava()).isEqualTo(enough);
    }

    private void java(String version) throws Exception {
        Path java = Files.writeString(
                folder.resolve("java"), "#!/bin/sh\nprintf '%s\\n' '" + version + "' 'Runtime' >&2\n");
        assertThat(java.toFile().setExecutable(true)).isTrue();
    }
}
