package io.researchloop.activities.transport;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A real OpenSSH server for the user who runs the tests, on a loopback port of its own. */
final class TestSshd implements AutoCloseable {
    private static final Path PROGRAM = Path.of("/usr/sbin/sshd");

    private final Path directory;
    private final int port;
    private Process process;

    /** Skips the test where there is no server. */
    TestSshd(Path directory) throws Exception {
        assumeTrue(Files.isExecutable(PROGRAM), "no OpenSSH server here (apt-get install openssh-server)");
        this.directory = directory;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        key("host_key", "ed25519", "");
        key("user_key", "ed25519", "");
        Files.copy(directory.resolve("user_key.pub"), directory.resolve("authorized_keys"));
        Files.writeString(directory.resolve("banner"), "Authorised users only.\n");
        trust("host_key");
        start();
    }

    /** Makes a key pair; its public half is let in. */
    Path userKey(String name, String type, String passphrase) throws Exception {
        Path key = key(name, type, passphrase);
        Files.writeString(
                directory.resolve("authorized_keys"),
                Files.readString(directory.resolve("authorized_keys"))
                        + Files.readString(key.resolveSibling(name + ".pub")));
        return key;
    }

    /** Lets another key in, too. */
    void letIn(Path publicKey) throws IOException {
        Files.writeString(
                directory.resolve("authorized_keys"),
                Files.readString(directory.resolve("authorized_keys")) + Files.readString(publicKey));
    }

    /** What it wrote down. */
    String log() throws IOException {
        return Files.readString(directory.resolve("log"));
    }

    private Path key(String name, String type, String passphrase) throws Exception {
        Path key = directory.resolve(name);
        run("ssh-keygen", "-q", "-t", type, "-N", passphrase, "-C", name, "-f", key.toString());
        return key;
    }

    /** Writes that key, and no other, into known_hosts. */
    void trust(String key) throws IOException {
        String words = Files.readString(directory.resolve(key + ".pub"));
        Files.writeString(
                knownHosts(), "[127.0.0.1]:" + port + " " + words.substring(0, words.lastIndexOf(' ')) + "\n");
    }

    /** A key that is not the server's. */
    void trustAnother() throws Exception {
        key("other_key", "ed25519", "");
        trust("other_key");
    }

    void start() throws Exception {
        Files.createDirectories(Path.of("/run/sshd"));
        Files.writeString(directory.resolve("sshd_config"), """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/host_key
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                PermitRootLogin prohibit-password
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                UseDNS no
                MaxSessions 10
                Banner %2$s/banner
                Subsystem sftp internal-sftp
                """.formatted(port, directory));
        process = new ProcessBuilder(
                        PROGRAM.toString(), "-D", "-f", directory + "/sshd_config", "-E", directory + "/log")
                .start();
        for (int tries = 0; !answers(); tries++) {
            if (tries > 500) {
                throw new AssertionError("sshd did not start: " + Files.readString(directory.resolve("log")));
            }
            Thread.sleep(20);
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /** The server and every connection to it. */
    void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    int port() {
        return port;
    }

    Path knownHosts() {
        return directory.resolve("known_hosts");
    }

    String fingerprint() throws Exception {
        return run("ssh-keygen", "-l", "-f", directory + "/host_key.pub").split(" ", -1)[1];
    }

    SshTarget target() {
        return target(port, directory.resolve("user_key"));
    }

    SshTarget target(int by, @Nullable Path key) {
        return new SshTarget(
                "there", "127.0.0.1", by, System.getProperty("user.name"), key, knownHosts(), null, null, 8, List.of());
    }

    @Override
    public void close() {
        kill();
    }

    private static String run(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String text = new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        if (process.waitFor() != 0) {
            throw new AssertionError(List.of(command) + ": " + text);
        }
        return text;
    }
}
