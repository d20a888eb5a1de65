package io.researchloop.runner.pipeline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What this machine calls itself. The kernel is asked: a resolver may be slow, and on some nodes there is none. */
final class NodeName {
    private NodeName() {}

    /** Empty where that is not known, as on a system without {@code /proc}. */
    static Optional<String> ofThisMachine() {
        return read(Path.of("/proc/sys/kernel/hostname"));
    }

    static Optional<String> read(Path file) {
        try {
            return Optional.of(Files.readString(file).strip()).filter(name -> !name.isEmpty());
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
