package io.researchloop.activities.deployment;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A JDK of this machine that a runtime can be made from.
 *
 * @param version for example {@code 25.0.3}
 * @param needs what its programs need of a machine
 */
record Jdk(Path home, String version, Platform needs) {
    private static final int AT_LEAST = 17;
    /** From here on a JDK may link runtimes without the jmods folder (JEP 493). */
    private static final int LINKS_ITSELF = 24;

    /**
     * The least demanding first: a runtime starts only where the C library is as new as the one it was linked against.
     * Of equal ones the newest.
     */
    static final Comparator<Jdk> PREFERENCE = Comparator.comparing(
                    (Jdk jdk) -> jdk.needs().version())
            .thenComparing(Jdk::feature, Comparator.reverseOrder());

    int feature() {
        return feature(version);
    }

    /** Empty if it cannot link runtimes, or is too old. */
    static Optional<Jdk> at(Path home) {
        Path release = home.resolve("release");
        if (!Files.isExecutable(home.resolve("bin/jlink")) || !Files.isReadable(release)) {
            return Optional.empty();
        }
        try (Reader in = Files.newBufferedReader(release)) {
            Properties said = new Properties();
            said.load(in);
            String version = word(said, "JAVA_VERSION", "");
            boolean links = Files.exists(home.resolve("jmods/java.base.jmod")) || feature(version) >= LINKS_ITSELF;
            if (feature(version) < AT_LEAST || !links) {
                return Optional.empty();
            }
            return Optional.of(new Jdk(
                    home,
                    version,
                    new Platform(
                            word(said, "OS_NAME", System.getProperty("os.name")),
                            word(said, "OS_ARCH", System.getProperty("os.arch")),
                            word(said, "LIBC", "gnu").equals("musl") ? "musl" : "glibc",
                            SymbolVersions.needed(home))));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Those of this machine, the best first. */
    static List<Jdk> all(Map<String, String> environment, Path userHome) {
        Set<Path> homes = new LinkedHashSet<>();
        homes.add(Path.of(System.getProperty("java.home")));
        Optional.ofNullable(environment.get("JAVA_HOME"))
                .filter(home -> !home.isBlank())
                .map(Path::of)
                .ifPresent(homes::add);
        for (Path place : List.of(
                Path.of("/usr/lib/jvm"),
                Path.of("/opt"),
                Path.of("/opt/java"),
                userHome.resolve(".sdkman/candidates/java"),
                userHome.resolve(".jdks"))) {
            homes.addAll(children(place));
        }
        List<Jdk> found = new ArrayList<>();
        Set<Path> seen = new LinkedHashSet<>();
        for (Path home : homes) {
            Path real = real(home);
            if (seen.add(real)) {
                at(real).ifPresent(found::add);
            }
        }
        found.sort(PREFERENCE);
        return found;
    }

    private static List<Path> children(Path place) {
        if (!Files.isDirectory(place)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(place)) {
            return all.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path real(Path home) {
        try {
            return home.toRealPath();
        } catch (IOException e) {
            return home;
        }
    }

    private static String word(Properties said, String key, String otherwise) {
        return said.getProperty(key, otherwise).replace("\"", "");
    }

    private static int feature(String version) {
        String number = version.split("[.+-]", 2)[0];
        return number.matches("\\d{1,4}") ? Integer.parseInt(number) : 0;
    }
}
