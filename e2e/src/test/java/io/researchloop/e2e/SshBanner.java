package io.researchloop.e2e;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import org.testcontainers.containers.ContainerLaunchException;
import org.testcontainers.containers.wait.strategy.AbstractWaitStrategy;

/**
 * Waits until sshd in a container says its first line. A connection alone shows nothing: Docker's proxy takes it before
 * sshd listens, and drops it then.
 */
final class SshBanner extends AbstractWaitStrategy {
    /** How the first line of each SSH server begins (RFC 4253, 4.2). */
    private static final String START = "SSH-2.0-";

    private static final Duration ANSWER = Duration.ofSeconds(5);

    private final int port;

    /** @param port in the container */
    SshBanner(int port) {
        this.port = port;
    }

    @Override
    protected void waitUntilReady() {
        long end = System.nanoTime() + startupTimeout.toNanos();
        String seen = look();
        while (!seen.equals(START)) {
            if (!waitStrategyTarget.isRunning()) {
                throw new ContainerLaunchException("the container ended before its sshd answered");
            }
            if (System.nanoTime() - end > 0) {
                throw new ContainerLaunchException(
                        "no sshd answered within " + startupTimeout.toSeconds() + " s; at last: " + seen);
            }
            Until.pause(Duration.ofMillis(100));
            seen = look();
        }
    }

    /** What came: the banner's start, or why there is none. */
    private String look() {
        try (Socket connection = new Socket()) {
            connection.connect(
                    new InetSocketAddress(waitStrategyTarget.getHost(), waitStrategyTarget.getMappedPort(port)),
                    Math.toIntExact(ANSWER.toMillis()));
            connection.setSoTimeout(Math.toIntExact(ANSWER.toMillis()));
            byte[] first = connection.getInputStream().readNBytes(START.length());
            return first.length == 0 ? "the connection was closed" : new String(first, US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
