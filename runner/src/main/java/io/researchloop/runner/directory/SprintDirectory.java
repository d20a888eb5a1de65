package io.researchloop.runner.directory;

import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a sprint lives. What the agent wrote is hostile: a file is read only if it is a regular file that lies, all
 * links followed, inside the directory.
 */
public final class SprintDirectory {
    private static final String HOME = SprintFiles.HOME + "/";

    private final Path root;
    private final Path home;

    private SprintDirectory(Path root, Path home) {
        this.root = root;
        this.home = home;
    }

    /** @throws IOException if there is no such directory */
    public static SprintDirectory at(Path root) throws IOException {
        Path real = root.toRealPath();
        if (!Files.isDirectory(real)) {
            throw new NoSuchFileException(root.toString(), null, "not a directory");
        }
        return new SprintDirectory(real, real.resolve(SprintFiles.HOME));
    }

    /**
     * The directory that the plan of an attempt lies in: the sprint's, also if it is the plan of a tweak.
     *
     * @throws IOException if the path is not that of an attempt's plan
     */
    public static SprintDirectory ofPlan(Path planFile) throws IOException {
        Path attempt = planFile.toRealPath().getParent();
        Path attempts = parent(attempt);
        Path home = parent(attempts);
        Path root = parent(home);
        if (root == null || attempts == null || home == null || !home.endsWith(SprintFiles.HOME)) {
            throw new IOException(
                    "expected a path like <sprint's directory>/" + SprintFiles.plan(1) + ", found " + planFile);
        }
        Path tweaks = parent(root);
        if (tweaks == null || !tweaks.endsWith(SprintFiles.HOME + "/tweaks")) {
            return at(root);
        }
        Path sprint = parent(parent(tweaks));
        return new SprintDirectory(at(sprint == null ? root : sprint).root, home);
    }

    public Path root() {
        return root;
    }

    /** A path for the runner's own files; it says nothing about where a link there may lead. */
    public Path resolve(String name) {
        if (name.equals(SprintFiles.HOME)) {
            return home;
        }
        return name.startsWith(HOME) ? home.resolve(name.substring(HOME.length())) : root.resolve(name);
    }

    /** The real path of a regular file in this directory; empty if it is missing, no file, or elsewhere by a link. */
    public Optional<Path> file(String name) {
        try {
            Path real = resolve(name).toRealPath();
            boolean ours = real.startsWith(root) && Files.isRegularFile(real, LinkOption.NOFOLLOW_LINKS);
            return ours ? Optional.of(real) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The beginning of a text file, cut at a character; empty if the file may not or cannot be read. */
    public Optional<String> head(String name, int maxBytes) {
        return file(name).flatMap(path -> {
            try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
                return Optional.of(Utf8.head(in.readNBytes(maxBytes + 4), maxBytes));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** The end of a text file, cut at a character; empty if the file may not or cannot be read. */
    public Optional<String> tail(String name, int maxBytes) {
        return file(name).flatMap(path -> {
            try (SeekableByteChannel channel =
                    Files.newByteChannel(path, Set.of(StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS))) {
                channel.position(Math.max(0, channel.size() - maxBytes - 4));
                ByteBuffer buffer = ByteBuffer.allocate(maxBytes + 4);
                while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                    // A short read is no end; only -1 is.
                }
                return Optional.of(Utf8.tail(Arrays.copyOf(buffer.array(), buffer.position()), maxBytes));
            } catch (IOException e) {
                return Optional.empty();
            }
        });
    }

    /** True if the file is there and says more than white space. */
    public boolean hasText(String name) {
        return head(name, 64 * 1024).filter(text -> !text.isBlank()).isPresent();
    }

    /** Names of the files that changed last, newest first, relative to the directory. */
    public List<String> recentFiles(int limit) {
        return RecentFiles.in(root, limit);
    }

    private static @Nullable Path parent(@Nullable Path path) {
        return path == null ? null : path.getParent();
    }
}
