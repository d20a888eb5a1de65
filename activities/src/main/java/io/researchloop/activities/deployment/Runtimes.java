package io.researchloop.activities.deployment;

import io.researchloop.activities.deployment.Platform.Version;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.function.SingletonSupplier;

/**
 * The Java runtimes that can be sent to clusters: archives that lie ready, named
 * {@code linux-x86_64[-glibc2.17][-whatever].tar.gz} ({@code -musl} for Alpine), or one made now from a JDK of this machine.
 */
final class Runtimes {
    private static final Logger LOG = LoggerFactory.getLogger(Runtimes.class);
    private static final Pattern NAME = Pattern.compile(
            "(linux)-(x86_64|aarch64|ppc64le|riscv64|s390x)(-glibc(\\d+\\.\\d+)|-musl)?(-.+)?\\.tar\\.gz");

    private final List<Path> ready;
    private final Path made;
    private final SingletonSupplier<List<Jdk>> jdks;
    private final Map<Path, Parcel> known = new ConcurrentHashMap<>();
    private final ReentrantLock linking = new ReentrantLock();

    /**
     * @param ready folders with archives that somebody put there
     * @param made the folder for those made here
     * @param jdks to make them from, the best first; asked once, when it matters
     */
    Runtimes(List<Path> ready, Path made, Supplier<List<Jdk>> jdks) {
        this.ready = List.copyOf(ready);
        this.made = made;
        this.jdks = SingletonSupplier.of(jdks);
    }

    /** For a machine; empty if there is none for it, and none can be made. */
    Optional<Parcel> fitting(Platform machine) throws InterruptedException {
        for (Path archive : archives()) {
            if (needs(archive).filter(needs -> needs.fits(machine)).isPresent()) {
                return Optional.of(parcel(archive));
            }
        }
        for (Jdk jdk : jdks.obtain()) {
            if (jdk.needs().fits(machine)) {
                try {
                    return Optional.of(parcel(linked(jdk)));
                } catch (IOException e) {
                    LOG.warn("no runtime can be made from {}: {}", jdk.home(), e.getMessage());
                }
            }
        }
        return Optional.empty();
    }

    /** What there is, without making any: for people who ask what would be sent. */
    Optional<String> describe(Platform machine) {
        Optional<Path> archive = archives().stream()
                .filter(path -> needs(path).filter(needs -> needs.fits(machine)).isPresent())
                .findFirst();
        return archive.isPresent()
                ? archive.map(path -> path.getFileName().toString())
                : jdks.obtain().stream()
                        .filter(jdk -> jdk.needs().fits(machine))
                        .findFirst()
                        .map(jdk -> "Java " + jdk.version() + ", made from " + jdk.home());
    }

    /** What could be sent to other machines, in words; empty if there is nothing at all. */
    String offers() {
        Stream<String> packed = archives().stream()
                .map(path -> needs(path).map(Platform::toString).orElse(""));
        Stream<String> makeable = jdks.obtain().stream().map(jdk -> jdk.needs().toString());
        return Stream.concat(packed, makeable).distinct().collect(Collectors.joining("; "));
    }

    /** Where to put an archive by hand. */
    Path folder() {
        return made;
    }

    private Path linked(Jdk jdk) throws IOException, InterruptedException {
        Path archive = made.resolve(name(jdk));
        linking.lockInterruptibly();
        try {
            if (!Files.exists(archive)) {
                RuntimeLinker.link(jdk, archive);
            }
            return archive;
        } finally {
            linking.unlock();
        }
    }

    /** Another build of the same version, or another choice of modules, is another file. */
    private static String name(Jdk jdk) throws IOException {
        byte[] maker = (Files.readString(jdk.home().resolve("release")) + RuntimeLinker.MODULES)
                .getBytes(StandardCharsets.UTF_8);
        String key = HexFormat.of().formatHex(Parcel.digest().digest(maker), 0, 4);
        Platform needs = jdk.needs();
        String libc = needs.libc().equals("musl") ? "-musl" : "-glibc" + needs.version();
        return needs.system() + "-" + needs.machine() + libc + "-java" + jdk.version() + "-" + key + ".tar.gz";
    }

    private Parcel parcel(Path archive) {
        return known.computeIfAbsent(archive, path -> {
            try {
                return Parcel.of(Parcel.Kind.RUNTIME, () -> Files.newInputStream(path));
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read the runtime " + path, e);
            }
        });
    }

    /** Those that somebody put there first; of the others the least demanding. */
    private List<Path> archives() {
        List<Path> all = new ArrayList<>();
        ready.forEach(folder -> all.addAll(in(folder)));
        all.addAll(in(made));
        return all;
    }

    private static List<Path> in(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> needs(file).isPresent())
                    .sorted(Comparator.comparing((Path file) ->
                                    needs(file).map(Platform::version).orElse(Version.UNKNOWN))
                            .thenComparing(file -> file.getFileName().toString(), Comparator.reverseOrder()))
                    .toList();
        } catch (IOException e) {
            LOG.warn("cannot look for runtimes in {}: {}", folder, e.getMessage());
            return List.of();
        }
    }

    private static Optional<Platform> needs(Path archive) {
        Matcher name = NAME.matcher(archive.getFileName().toString());
        if (!name.matches()) {
            return Optional.empty();
        }
        String libc = name.group(3);
        return Optional.of(new Platform(
                name.group(1),
                name.group(2),
                "-musl".equals(libc) ? "musl" : "glibc",
                Optional.ofNullable(name.group(4)).flatMap(Version::in).orElse(Version.UNKNOWN)));
    }
}
