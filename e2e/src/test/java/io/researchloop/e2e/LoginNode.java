package io.researchloop.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A login node: a real OpenSSH server on a port of its own, for the unprivileged user that jobs run as. Like many a site's
 * it greets with a banner and has a chatty {@code .bashrc}.
 */
final class LoginNode implements AutoCloseable {
    static final String USER = "researcher";
    private static final Path SSHD = Path.of("/usr/sbin/sshd");
    private static final String NOISE = "echo 'Welcome to the cluster'; echo 'quota: 83% used' >&2";

    private final Path directory;
    private final int port;
    private final List<String> more = new ArrayList<>();
    private @Nullable Process process;

    private LoginNode(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** The test is skipped where there is no SSH server, or nobody who may start one for another user. */
    static LoginNode create() {
        assumeTrue(Files.isExecutable(SSHD), "no OpenSSH server here (apt-get install openssh-server)");
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can log in another user");
        assumeTrue(Tool.succeeds("id", USER), "there is no user " + USER + ", which ./check makes");
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Path directory = Files.createTempDirectory(
                    "login-node", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
            LoginNode node = new LoginNode(directory, free.getLocalPort());
            node.makeKeys();
            makeNoise();
            return node;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A line of the server's configuration (sshd_config(5)). */
    LoginNode with(String line) {
        more.add(line);
        return this;
    }

    LoginNode start() {
        try {
            Files.createDirectories(Path.of("/run/sshd"));
            Files.writeString(directory.resolve("sshd_config"), configuration());
            process = new ProcessBuilder(SSHD.toString(), "-D", "-f", directory + "/sshd_config", "-E", log()).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Until.holds("the login node", this::answers);
        return this;
    }

    /** The server and every connection to it. */
    void kill() {
        if (process != null) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            Until.holds("the end of sshd", () -> !answers());
        }
    }

    int port() {
        return port;
    }

    /** The lines of {@code [[cluster]]} that lead here. */
    List<String> clusterLines() {
        return clusterLines(port);
    }

    /** The same, by way of another port, such as a proxy's. */
    List<String> clusterLines(int by) {
        try {
            String hostKey = Files.readString(directory.resolve("host_key.pub"));
            String known = hostKey.substring(0, hostKey.lastIndexOf(' '));
            Path knownHosts = directory.resolve("known_hosts-" + by);
            Files.writeString(knownHosts, "[127.0.0.1]:" + by + " " + known + "\n");
            return List.of(
                    "host = \"127.0.0.1\"",
                    "port = " + by,
                    "user = \"" + USER + "\"",
                    "key_path = \"" + directory.resolve("user_key") + "\"",
                    "known_hosts = \"" + knownHosts + "\"");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A fresh directory of the user's, with a name that a careless script would trip over. */
    static Path workingDirectory() {
        Path home = Path.of("/home", USER);
        Path fresh = home.resolve("it's a \"work\" dir " + Long.toHexString(System.nanoTime()));
        Tool.run("install", "-d", "-o", USER, "-g", USER, fresh.toString());
        return fresh;
    }

    @Override
    public void close() {
        kill();
        Stage.delete(directory);
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private String log() {
        return directory.resolve("sshd.log").toString();
    }

    private void makeKeys() throws IOException {
        for (String key : List.of("host_key", "user_key")) {
            Tool.run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", key, "-f", directory + "/" + key);
        }
        Files.copy(directory.resolve("user_key.pub"), directory.resolve("authorized_keys"));
        Files.writeString(directory.resolve("banner"), "Authorised users only.\n");
    }

    private static void makeNoise() throws IOException {
        Path bashrc = Path.of("/home", USER, ".bashrc");
        String text = Files.exists(bashrc) ? Files.readString(bashrc) : "";
        if (!text.startsWith(NOISE)) {
            Files.writeString(bashrc, NOISE + "\n" + text);
        }
    }

    private String configuration() {
        return """
                Port %d
                ListenAddress 127.0.0.1
                HostKey %2$s/host_key
                AuthorizedKeysFile %2$s/authorized_keys
                PidFile none
                StrictModes no
                PasswordAuthentication no
                KbdInteractiveAuthentication no
                UsePAM no
                UseDNS no
                MaxStartups 100:30:200
                Banner %2$s/banner
                Subsystem sftp internal-sftp
                LogLevel VERBOSE
                """.formatted(port, directory)
                + more.stream().map(line -> line + "\n").collect(Collectors.joining());
    }
}
