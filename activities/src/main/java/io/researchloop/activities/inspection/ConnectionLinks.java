package io.researchloop.activities.inspection;

import io.researchloop.activities.cluster.FirstContact;
import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.TransportType;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.HostKeyRefused;
import io.researchloop.activities.transport.LoginRefused;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;

/** The way to a login node: its port, its host key, the sign-in. One command over it tells of all three. */
final class ConnectionLinks {
    private static final Duration PATIENCE = Duration.ofSeconds(8);
    private static final String ROUNDABOUT = "reached by way of the SSH configuration";

    private final ClusterConfig cluster;
    private final RemoteShell shell;
    private final Optional<FirstContact> acceptance;

    /** @param acceptance of an unknown host key; empty if nobody asked for it */
    ConnectionLinks(ClusterConfig cluster, RemoteShell shell, Optional<FirstContact> acceptance) {
        this.cluster = cluster;
        this.shell = shell;
        this.acceptance = acceptance;
    }

    /** True if commands can be run there. */
    boolean look(Findings findings) throws InterruptedException {
        findings.looking(Link.NETWORK);
        Optional<String> closed = knock();
        if (closed.isEmpty()) {
            findings.put(Finding.ok(Link.NETWORK, address()));
            findings.looking(Link.HOST_KEY);
        }
        try {
            String key = "known";
            if (acceptance.isPresent()) {
                key = acceptance
                        .get()
                        .accept(cluster)
                        .map(taken -> "accepted now, " + taken)
                        .orElse(key);
            }
            shell.run(ShellCommand.of("true"));
            reached(findings, closed);
            findings.put(Finding.ok(Link.HOST_KEY, key));
            findings.put(Finding.ok(Link.SIGN_IN, signedIn()));
            return true;
        } catch (HostKeyRefused e) {
            reached(findings, closed);
            findings.put(Finding.failed(Link.HOST_KEY, message(e), acceptAdvice()));
        } catch (LoginRefused e) {
            if (isOpenedByAPerson()) {
                // Nothing was tried beyond the port, which says little where a jump host leads there.
                closed.ifPresent(reason -> findings.put(Finding.warning(Link.NETWORK, reason, networkAdvice())));
                findings.put(Finding.notTried(Link.HOST_KEY));
                findings.put(Finding.failed(Link.SIGN_IN, message(e), ""));
            } else {
                reached(findings, closed);
                findings.put(Finding.ok(Link.HOST_KEY, "known"));
                findings.put(Finding.failed(Link.SIGN_IN, message(e), signInAdvice()));
            }
        } catch (ClusterUnavailable e) {
            findings.put(Finding.notTried(Link.HOST_KEY));
            findings.put(Finding.failed(
                    Link.NETWORK,
                    closed.orElseGet(() -> address() + " opens, but no SSH session comes about: " + message(e)),
                    networkAdvice()));
        }
        return false;
    }

    private String signedIn() {
        String user = cluster.user() == null ? "done" : "as " + cluster.user();
        return isOpenedByAPerson() ? user + ", over the connection of cluster login" : user;
    }

    private boolean isOpenedByAPerson() {
        return cluster.transport() == TransportType.OPENSSH;
    }

    /** A name of ~/.ssh/config, or a jump host, may lead there although its port does not open from here. */
    private void reached(Findings findings, Optional<String> closed) {
        findings.put(Finding.ok(Link.NETWORK, closed.isEmpty() ? address() : ROUNDABOUT));
    }

    private String networkAdvice() {
        return "Can you reach it yourself? " + byHand() + ". Behind a VPN or a jump host, set proxy_jump.";
    }

    private String acceptAdvice() {
        return "Compare the key with what the site publishes; then accept it: researchloop cluster check -n "
                + cluster.name() + " --accept-host-key. A key that has changed is never accepted so: take the old one"
                + " out of known_hosts first.";
    }

    private String signInAdvice() {
        return "Try by hand: " + byHand() + " true. The key is key_path, else one of ~/.ssh.";
    }

    private String byHand() {
        return "ssh " + (cluster.port() == 22 ? "" : "-p " + cluster.port() + " ")
                + (cluster.user() == null ? "" : cluster.user() + "@") + cluster.host();
    }

    /** What is wrong with the port; empty if it opens. */
    private Optional<String> knock() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(cluster.host(), cluster.port()), (int) PATIENCE.toMillis());
            return Optional.empty();
        } catch (IOException e) {
            String reason = e instanceof UnknownHostException ? "the name is not known" : e.getMessage();
            return Optional.of(address() + " does not open: " + reason);
        }
    }

    private String address() {
        return cluster.host() + ":" + cluster.port();
    }

    private static String message(ClusterUnavailable broken) {
        return String.valueOf(broken.getMessage());
    }
}
