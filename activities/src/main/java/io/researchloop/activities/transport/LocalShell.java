package io.researchloop.activities.transport;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** This machine. What it starts sees none of the server's own {@code RESEARCHLOOP_} variables: they may be secrets. */
public final class LocalShell implements RemoteShell {
    @Override
    public ShellResult run(ShellCommand command) throws InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command.argv());
        builder.environment().keySet().removeIf(name -> name.startsWith("RESEARCHLOOP_"));
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new ClusterUnavailable("cannot start " + command.argv().get(0) + ": " + e.getMessage(), e);
        }
        try {
            CompletableFuture<String> out = drain(process.getInputStream());
            CompletableFuture<String> err = drain(process.getErrorStream());
            feed(process, command.stdin());
            if (!process.waitFor(command.timeout().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ClusterUnavailable(command.argv().get(0) + " did not end within "
                        + command.timeout().toSeconds() + " s");
            }
            return new ShellResult(process.exitValue(), out.join(), err.join());
        } finally {
            process.destroyForcibly();
        }
    }

    private static void feed(Process process, String stdin) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(stdin.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            // The program ended or closed its input before it read all: its exit code says what that means.
        }
    }

    private static CompletableFuture<String> drain(InputStream stream) {
        CompletableFuture<String> text = new CompletableFuture<>();
        Thread reader = new Thread(
                () -> {
                    try (stream) {
                        byte[] head = stream.readNBytes(ShellResult.MAX_OUTPUT);
                        stream.transferTo(OutputStream.nullOutputStream());
                        text.complete(new String(head, StandardCharsets.UTF_8));
                    } catch (IOException e) {
                        text.complete("");
                    }
                },
                "local-shell-output");
        reader.setDaemon(true);
        reader.start();
        return text;
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
