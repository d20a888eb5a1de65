package io.researchloop.activities.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A real ssh-agent of the test's own. */
final class TestAgent implements AutoCloseable {
    private final Path socket;
    private final Process process;

    /** @param socket a short path: 107 bytes is all that a socket's name may have (unix(7)) */
    TestAgent(Path socket) throws Exception {
        this.socket = socket;
        process = new ProcessBuilder("ssh-agent", "-D", "-a", socket.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        for (int tries = 0; !Files.exists(socket); tries++) {
            if (tries > 500) {
                throw new AssertionError("ssh-agent did not start");
            }
            Thread.sleep(20);
        }
    }

    void add(Path key) throws Exception {
        ProcessBuilder adding = new ProcessBuilder(List.of("ssh-add", "-q", key.toString())).inheritIO();
        adding.environment().put("SSH_AUTH_SOCK", socket.toString());
        if (adding.start().waitFor() != 0) {
            throw new AssertionError("ssh-add does not take " + key);
        }
    }

    Path socket() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly().onExit().join();
        Files.deleteIfExists(socket);
        Files.deleteIfExists(socket.getParent());
    }
}
