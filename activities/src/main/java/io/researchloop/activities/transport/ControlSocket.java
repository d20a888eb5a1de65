package io.researchloop.activities.transport;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.researchloop.activities.UserError;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.nio.file.attribute.UserPrincipal;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Where the socket of a connection that ssh(1) holds lies: in a directory of the user's own, as whoever reaches the socket
 * runs commands on the cluster.
 *
 * @param path short enough for ssh to make it
 */
record ControlSocket(Path path) {
    /** A socket's name has 107 bytes (unix(7)), and ssh makes it under a name that is 17 longer. */
    private static final int LONGEST = 107 - 17;

    private static final Set<PosixFilePermission> PRIVATE = PosixFilePermissions.fromString("rwx------");

    /** In the user's {@code ~/.ssh}, so that the server and who logs in agree on it; for a long home below {@code /tmp}. */
    static ControlSocket of(SshTarget target, Path home, String user) {
        ControlSocket usual = in(home.resolve(".ssh/researchloop"), target);
        return usual.length() <= LONGEST ? usual : in(Path.of("/tmp", "researchloop-" + user), target);
    }

    /** Another host, port, user or way there is another connection. */
    static ControlSocket in(Path directory, SshTarget target) {
        String identity = String.join(
                "\0",
                Arrays.asList(
                        target.cluster(),
                        target.host(),
                        String.valueOf(target.port()),
                        String.valueOf(target.user()),
                        String.valueOf(target.proxyJump())));
        return new ControlSocket(directory.resolve(hash(identity)));
    }

    private static String hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private int length() {
        return path.toString().getBytes(UTF_8).length;
    }

    /** As ssh reads it: with the percent sign it would expand. */
    String word() {
        return path.toString().replace("%", "%%");
    }

    /** Since when it is there, used or not; empty if it is not. */
    Optional<Instant> since() {
        try {
            return Optional.of(Files.getLastModifiedTime(path).toInstant());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Makes the directory, and takes away what a connection that has ended left behind. */
    void prepare() {
        Path directory = directory();
        try {
            if (directory.getParent() != null) {
                Files.createDirectories(directory.getParent(), PosixFilePermissions.asFileAttribute(PRIVATE));
            }
            try {
                Files.createDirectory(directory, PosixFilePermissions.asFileAttribute(PRIVATE));
            } catch (FileAlreadyExistsException e) {
                if (!isPrivate()) {
                    throw new Unsafe("The directory " + directory
                            + " holds the ways into your clusters, and others may enter it, or it is not yours."
                            + " Take it away, or: chmod 700 " + directory);
                }
            }
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new Unsafe("The directory " + directory + " for the connection cannot be made: " + e);
        }
    }

    /** False if others could have put a socket of theirs there. */
    boolean isPrivate() {
        try {
            PosixFileAttributes found =
                    Files.readAttributes(directory(), PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            return found.isDirectory()
                    && found.permissions().equals(PRIVATE)
                    && found.owner().equals(self());
        } catch (IOException e) {
            return false;
        }
    }

    private UserPrincipal self() throws IOException {
        return path.getFileSystem()
                .getUserPrincipalLookupService()
                .lookupPrincipalByName(System.getProperty("user.name"));
    }

    private Path directory() {
        Path directory = path.getParent();
        if (directory == null) {
            throw new IllegalStateException("a control socket lies in a directory");
        }
        return directory;
    }

    private static final class Unsafe extends UserError {
        private static final long serialVersionUID = 1L;

        Unsafe(String message) {
            super(message);
        }
    }
}
