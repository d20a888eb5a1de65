package io.researchloop.activities.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeoutException;

/** This machine. */
public final class LocalShell implements RemoteShell {
    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        try {
            return LocalProcess.run(
                    command.argv(), command.stdin().getBytes(StandardCharsets.UTF_8), command.timeout());
        } catch (TimeoutException e) {
            throw new ClusterUnavailable(
                    command.argv().get(0) + " did not end within "
                            + command.timeout().toSeconds() + " s",
                    e);
        }
    }

    @Override
    public void write(List<FileWrite> files) {
        files.forEach(LocalShell::replace);
    }

    private static void replace(FileWrite file) {
        Path target = Path.of(file.path());
        Path parent = target.toAbsolutePath().getParent();
        try {
            if (parent != null) {
                Files.createDirectories(parent);
            }
            Path temporary = Files.createTempFile(
                    parent,
                    ".write-",
                    ".tmp",
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(file.privateFile() ? "rw-------" : "rw-r--r--")));
            try {
                Files.write(temporary, file.content());
                Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            throw new FileRefused("cannot write " + file.path() + ": " + e, e);
        }
    }

    @Override
    public InputStream read(String path) throws IOException {
        try {
            return Files.newInputStream(Path.of(path));
        } catch (NoSuchFileException e) {
            FileNotFoundException absent = new FileNotFoundException(path);
            absent.initCause(e);
            throw absent;
        }
    }

    @Override
    public List<RemoteFile> list(String directory) {
        Path root = Path.of(directory);
        List<RemoteFile> files = new ArrayList<>();
        if (!Files.isDirectory(root)) {
            return files;
        }
        try {
            Files.walkFileTree(root, new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                    if (attributes.isRegularFile()) {
                        files.add(new RemoteFile(root.relativize(file).toString(), attributes.size()));
                    }
                    return FileVisitResult.CONTINUE;
                }

                @Override
                public FileVisitResult visitFileFailed(Path file, IOException e) {
                    return FileVisitResult.CONTINUE;
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory, e);
        }
        files.sort(Comparator.comparing(RemoteFile::path));
        return files;
    }

    @Override
    public String absolute(String path) {
        return path.startsWith("~/") ? System.getProperty("user.home") + path.substring(1) : path;
    }

    @Override
    public void close() {
        // Nothing is kept open between two calls.
    }
}
