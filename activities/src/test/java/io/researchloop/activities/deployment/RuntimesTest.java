package io.researchloop.activities.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.deployment.Platform.Version;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuntimesTest {
    private static final Platform OLD = new Platform("Linux", "x86_64", "glibc", new Version(2, 17));
    private static final Platform NEW = new Platform("Linux", "x86_64", "glibc", new Version(2, 36));

    @TempDir
    Path ready;

    @TempDir
    Path made;

    private Runtimes runtimes;

    @BeforeEach
    void withoutJdks() {
        runtimes = new Runtimes(List.of(ready), made, List::of);
    }

    @ParameterizedTest
    @CsvSource({
        "x86_64, glibc, 2.17, x86_64, glibc, 2.17, true",
        "x86_64, glibc, 2.34, x86_64, glibc, 2.28, false",
        "x86_64, glibc, 2.9, x86_64, glibc, 2.17, true",
        "x86_64, glibc, 2.17, aarch64, glibc, 2.28, false",
        "x86_64, glibc, 2.17, x86_64, musl, 1.2, false",
        "amd64, glibc, 2.34, x86_64, glibc, 0.0, true",
    })
    void fitsWhereTheMachineIsTheSameAndTheLibraryNewEnough(
            String machine, String libc, String needs, String on, String has, String version, boolean fits) {
        Platform runtime =
                new Platform("Linux", machine, libc, Version.in(needs).orElseThrow());

        assertThat(runtime.fits(
                        new Platform("linux", on, has, Version.in(version).orElseThrow())))
                .isEqualTo(fits);
    }

    @Test
    void takesAnArchiveThatLiesReady() throws Exception {
        Files.writeString(made.resolve("linux-x86_64-glibc2.17-java25.tar.gz"), "made");
        Files.writeString(ready.resolve("linux-x86_64.tar.gz"), "ready");
        Files.writeString(ready.resolve("linux-aarch64.tar.gz"), "another machine's");
        Files.writeString(ready.resolve("README.txt"), "no archive");

        assertThat(content(OLD)).isEqualTo("ready");
    }

    @Test
    void ofThoseMadeTheLeastDemandingIsTaken() throws Exception {
        Files.writeString(made.resolve("linux-x86_64-glibc2.34-java17.0.15.tar.gz"), "Debian's");
        Files.writeString(made.resolve("linux-x86_64-glibc2.17-java25.0.3.tar.gz"), "Temurin's");

        assertThat(content(NEW)).isEqualTo("Temurin's");
        assertThat(content(OLD)).isEqualTo("Temurin's");
        assertThat(runtimes.describe(OLD)).contains("linux-x86_64-glibc2.17-java25.0.3.tar.gz");
    }

    @Test
    void saysWhatItHasWhereNothingFits() throws Exception {
        Files.writeString(made.resolve("linux-x86_64-glibc2.34-java17.tar.gz"), "Debian's");

        assertThat(runtimes.fitting(OLD)).isEmpty();
        assertThat(runtimes.offers()).isEqualTo("linux x86_64 with glibc 2.34");
    }

    @Test
    void thePreferredJdkIsTheOneThatNeedsTheLeast() {
        Jdk debian = new Jdk(Path.of("/usr/lib/jvm/java-17"), "17.0.15", needing(2, 34));
        Jdk older = new Jdk(Path.of("/opt/jdk-21"), "21.0.4", needing(2, 17));
        Jdk newer = new Jdk(Path.of("/opt/jdk-25"), "25.0.3", needing(2, 17));

        assertThat(Stream.of(debian, older, newer).sorted(Jdk.PREFERENCE)).containsExactly(newer, older, debian);
    }

    @Test
    void readsTheNeedsOfAProgramFromItsSymbols() {
        byte[] program = "\0GLIBC_2.2.5\0GLIBC_2.17\0GLIBC_2.9\0GLIBC_PRIVATE\0".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(SymbolVersions.highestIn(program)).isEqualTo(new Version(2, 17));
        assertThat(SymbolVersions.highestIn(new byte[10])).isEqualTo(Version.UNKNOWN);
    }

    private static Platform needing(int major, int minor) {
        return new Platform("Linux", "x86_64", "glibc", new Version(major, minor));
    }

    private String content(Platform machine) throws InterruptedException, IOException {
        try (var in = runtimes.fitting(machine).orElseThrow().content().open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
