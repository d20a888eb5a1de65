package io.researchloop.temporal;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Puts a {@code temporal} binary of the one version we test with into the cache. It is made in a folder beside its
 * place, run there, and only then moved into place in one step: a cache never holds half a binary.
 */
final class BinaryInstaller {
    /** The release, and what it says of its server; a build by Go does not know its own release. */
    static final String VERSION = "1.5.1";

    private static final String SERVER = "Server 1.29.1";

    private final Path folder;
    private final Path place;
    private final Consumer<String> progress;
    private final List<Way> ways;

    /** One way to come by a binary, made somewhere inside the folder. */
    private interface Way {
        Path into(Path folder, Deadline deadline) throws IOException;
    }

    BinaryInstaller(Map<String, String> environment, Path cacheDirectory, Consumer<String> progress) {
        this(environment, cacheDirectory, progress, Duration.ofSeconds(20));
    }

    /** @param stallLimit how long a download may bring nothing */
    BinaryInstaller(
            Map<String, String> environment, Path cacheDirectory, Consumer<String> progress, Duration stallLimit) {
        this.place = TemporalBinary.cached(cacheDirectory.toAbsolutePath());
        this.folder = TemporalBinary.cacheFolder(cacheDirectory.toAbsolutePath());
        this.progress = progress;
        this.ways = List.of(
                new BinaryDownload(stallLimit)::into, new BinaryBuild(new BinaryFinder(environment), progress)::into);
    }

    TemporalBinary install(Duration limit) throws IOException {
        Deadline deadline = new Deadline(limit);
        Files.createDirectories(folder);
        // Two installs at once (a check and a demo) do the work once.
        try (FileChannel channel = FileChannel.open(
                folder.resolve(".install.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            FileLock lock = channel.lock();
            try {
                Optional<TemporalBinary> present = present();
                return present.isPresent() ? present.get() : make(deadline);
            } finally {
                lock.release();
            }
        }
    }

    private Optional<TemporalBinary> present() {
        try {
            return Files.exists(place) ? Optional.of(checked(place)) : Optional.empty();
        } catch (IOException e) {
            progress.accept("The cached binary does not work and is replaced: " + e.getMessage());
            return Optional.empty();
        }
    }

    private TemporalBinary make(Deadline deadline) throws IOException {
        Path staging = Files.createTempDirectory(folder, ".staging-");
        List<String> tried = new ArrayList<>();
        progress.accept("Downloading temporal " + VERSION + " …");
        try {
            for (Way way : ways) {
                try {
                    TemporalBinary made = checked(way.into(staging, deadline));
                    Files.move(made.path(), place, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
                    progress.accept("Installed " + place);
                    return new TemporalBinary(place, TemporalBinary.Source.CACHE, made.version());
                } catch (IOException e) {
                    tried.add(e.getMessage());
                    progress.accept("Did not work: " + e.getMessage());
                }
            }
        } finally {
            deleteTree(staging);
        }
        throw new IOException("the temporal binary could not be installed: " + String.join("; ", tried)
                + ". What you can do: put a `temporal` binary (" + VERSION
                + ") on PATH or name it in [temporal] binary,"
                + " or install Go 1.25 or newer and run `researchloop engine install` again. Without it ResearchLoop"
                + " runs its workflows in memory.");
    }

    /** Runs it, and takes it only if it is the server version that we test with. */
    private static TemporalBinary checked(Path binary) throws IOException {
        String version = BinaryFinder.version(binary);
        if (!version.contains(SERVER)) {
            throw new IOException(binary + " is " + version + "; expected " + VERSION + " with " + SERVER);
        }
        return new TemporalBinary(binary, TemporalBinary.Source.CACHE, version);
    }

    private static void deleteTree(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
