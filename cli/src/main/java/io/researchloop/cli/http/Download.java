package io.researchloop.cli.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.cli.Failure;
import io.researchloop.cli.terminal.Fields;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Collectors;

/** One artifact on its way to a file: checked against the server's SHA-256, whole or not there at all. */
public final class Download {
    private final ServerClient server;
    private final String name;
    private final String path;
    private final String expected;

    public Download(ServerClient server, String folder, Fields artifact) {
        this.server = server;
        this.name =
                artifact.raw("name").orElseThrow(() -> new Failure("The server listed an artifact without a name."));
        this.path = folder
                + Arrays.stream(name.split("/", -1))
                        .map(part -> URLEncoder.encode(part, UTF_8).replace("+", "%20"))
                        .collect(Collectors.joining("/"));
        this.expected = artifact.raw("sha256").orElse("").toLowerCase(Locale.ROOT);
    }

    /** The last part of the artifact's name: a name of the server never chooses a folder here. */
    public Path fileName() {
        var last = name.substring(name.lastIndexOf('/') + 1);
        if (last.isBlank() || last.startsWith(".") || last.chars().anyMatch(c -> c < 0x20)) {
            throw new Failure("This artifact's name is not fit for a file here. Name the file with -o.");
        }
        return Path.of(last);
    }

    public void to(OutputStream out) {
        copy(out);
    }

    public void to(Path file) {
        try {
            var target = file.toAbsolutePath();
            var partial = Files.createTempFile(target.getParent(), ".download", ".part");
            try {
                try (var out = Files.newOutputStream(partial)) {
                    copy(out);
                }
                Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(partial);
            }
        } catch (IOException | UncheckedIOException e) {
            throw new Failure("Cannot write " + file + ": " + e + ". Check the folder and its free space.", e);
        }
    }

    private void copy(OutputStream out) {
        var actual = server.download(path, body -> transfer(body, out));
        if (!expected.isEmpty() && !expected.equals(actual)) {
            throw new Failure("\"" + name + "\" arrived damaged: its SHA-256 is " + actual + ", the server listed "
                    + expected + ". Try again.");
        }
    }

    private static String transfer(InputStream body, OutputStream out) throws IOException {
        var sha256 = sha256();
        var buffer = new byte[65_536];
        try (var in = new DigestInputStream(body, sha256)) {
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                write(out, buffer, count);
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    // A full disk is the writer's trouble and must not read like the network's.
    private static void write(OutputStream out, byte[] buffer, int count) {
        try {
            out.write(buffer, 0, count);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
