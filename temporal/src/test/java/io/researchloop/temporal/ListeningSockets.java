package io.researchloop.temporal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The local addresses, in the kernel's hexadecimal form, on which a process listens; see proc(5). */
final class ListeningSockets {
    /** 127.0.0.1 as {@code /proc/net/tcp} writes it. */
    static final String LOOPBACK = "0100007F";
    /** ::ffff:127.0.0.1 as {@code /proc/net/tcp6} writes it: how a Java socket on 127.0.0.1 looks there. */
    static final String MAPPED_LOOPBACK = "0000000000000000FFFF00000100007F";

    private static final String LISTEN = "0A";

    private ListeningSockets() {}

    /** {@code address:port} for each. */
    static List<String> of(long pid) throws IOException {
        Set<String> inodes = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                inode(descriptor).ifPresent(inodes::add);
            }
        }
        List<String> found = new ArrayList<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            for (String line : Files.readAllLines(Path.of(table))) {
                String[] fields = line.strip().split("\\s+", -1);
                if (fields.length > 9 && fields[3].equals(LISTEN) && inodes.contains(fields[9])) {
                    found.add(fields[1]);
                }
            }
        }
        return found;
    }

    private static Optional<String> inode(Path descriptor) throws IOException {
        try {
            String target = Files.readSymbolicLink(descriptor).toString();
            return target.startsWith("socket:[")
                    ? Optional.of(target.substring("socket:[".length(), target.length() - 1))
                    : Optional.empty();
        } catch (NoSuchFileException e) {
            // Closed between the listing and the look.
            return Optional.empty();
        }
    }
}
