package io.researchloop.activities.transport;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeoutException;

/**
 * A connection that a person opens with the system's ssh(1), answering whatever the site asks, and over which commands go
 * until it ends (ssh_config(5), ControlMaster). Nothing here ever opens one by itself.
 */
public final class ControlMaster {
    /** So long it stays open though nothing goes over it. */
    public static final Duration UNUSED = Duration.ofHours(12);

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    /** Then a connection whose other side is silent ends. */
    private static final List<String> KEPT_ALIVE = List.of("ServerAliveInterval=15", "ServerAliveCountMax=2");
    /** What a user's configuration may ask for of a terminal, and is of no use here. */
    private static final List<String> PLAIN = List.of(
            "RemoteCommand=none",
            "RequestTTY=no",
            "PermitLocalCommand=no",
            "ClearAllForwardings=yes",
            "ForwardAgent=no",
            "ForwardX11=no");

    private final SshTarget target;
    private final ControlSocket socket;

    /** Where the user who runs this program keeps it. */
    public ControlMaster(SshTarget target) {
        this(
                target,
                ControlSocket.of(target, Path.of(System.getProperty("user.home")), System.getProperty("user.name")));
    }

    ControlMaster(SshTarget target, ControlSocket socket) {
        this.target = target;
        this.socket = socket;
    }

    /**
     * Opens it, if it is not: asks on this program's own terminal what the site asks, and returns when it is open.
     *
     * @return false if it could not be opened; ssh has said itself why
     * @throws io.researchloop.activities.UserError if there is no safe place for its socket
     */
    public boolean open() throws InterruptedException {
        if (openSince().isPresent()) {
            return true;
        }
        socket.prepare();
        return LocalProcess.onThisTerminal(opening()) == 0 && openSince().isPresent();
    }

    /** Since when it is open; empty if it is not. Asks this machine only. */
    public Optional<Instant> openSince() throws InterruptedException {
        Optional<Instant> since = socket.since();
        return since.isPresent() && socket.isPrivate() && control("check") ? since : Optional.empty();
    }

    /** Ends it, with all that goes over it. */
    public void close() throws InterruptedException {
        if (socket.since().isPresent()) {
            control("exit");
        }
    }

    private boolean control(String word) throws InterruptedException {
        try {
            return LocalProcess.run(over("-O", word), new byte[0], PATIENCE).ok();
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** @throws LoginRefused if it is not there; costs next to nothing, as long as it is not */
    void require() {
        if (socket.since().isEmpty() || !socket.isPrivate()) {
            throw closed();
        }
    }

    /** Why a command got no answer. */
    ClusterUnavailable trouble(String complaint) throws InterruptedException {
        return openSince().isEmpty()
                ? closed()
                : new ClusterUnavailable("the connection to " + target.place() + " was cut off: " + complaint);
    }

    private LoginRefused closed() {
        return new LoginRefused("No connection to " + target.place()
                + " is open. On the machine of this server, run: researchloop cluster login " + target.cluster());
    }

    /** ssh with a command over the connection. */
    List<String> saying(String command) {
        List<String> argv = over("-T");
        argv.add(command);
        return argv;
    }

    /** It asks nothing, reads no configuration, and where the connection is gone it makes none of its own. */
    private List<String> over(String... options) {
        List<String> argv = new ArrayList<>(List.of("ssh", "-F", "none", "-S", socket.word()));
        for (String option : List.of("ControlMaster=no", "BatchMode=yes", "ProxyCommand=false")) {
            argv.addAll(List.of("-o", option));
        }
        argv.addAll(List.of(options));
        argv.addAll(List.of("--", target.host()));
        return argv;
    }

    private List<String> opening() {
        List<String> argv = new ArrayList<>(List.of("ssh", "-f", "-N", "-S", socket.word()));
        List<String> options = new ArrayList<>(List.of("ControlMaster=yes", "ControlPersist=" + UNUSED.toSeconds()));
        options.addAll(KEPT_ALIVE);
        options.addAll(PLAIN);
        if (target.knownHosts() != null) {
            options.add("UserKnownHostsFile=\""
                    + target.knownHosts().toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"');
        }
        if (target.key() != null) {
            options.add("IdentitiesOnly=yes");
            argv.addAll(List.of("-i", target.key().toString()));
        }
        if (target.port() != 22) {
            argv.addAll(List.of("-p", String.valueOf(target.port())));
        }
        if (target.user() != null) {
            argv.addAll(List.of("-l", target.user()));
        }
        if (target.proxyJump() != null) {
            argv.addAll(List.of("-J", target.proxyJump()));
        }
        options.forEach(option -> argv.addAll(List.of("-o", option)));
        argv.addAll(List.of("--", target.host()));
        return argv;
    }
}
