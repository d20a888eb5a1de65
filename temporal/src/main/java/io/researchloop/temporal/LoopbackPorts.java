package io.researchloop.temporal;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Chooses ports on the loopback address. They lie below Linux's ephemeral range (32768 and up): no outgoing connection
 * takes one while the server is down, and a client that keeps trying cannot connect to itself.
 */
final class LoopbackPorts {
    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final int TRIES = 200;

    private final Set<Integer> refused = new HashSet<>();

    static InetAddress loopback() {
        try {
            return InetAddress.getByAddress("localhost", new byte[] {127, 0, 0, 1});
        } catch (IOException e) {
            throw new AssertionError("127.0.0.1 is an address", e);
        }
    }

    /** The wished port if it is free and has not been refused, else another free one. */
    int choose(@Nullable Integer wished, int... taken) throws EngineUnavailable {
        if (wished != null && usable(wished, taken)) {
            return wished;
        }
        for (int i = 0; i < TRIES; i++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (usable(port, taken)) {
                return port;
            }
        }
        throw new EngineUnavailable("no free port on 127.0.0.1 between " + LOWEST + " and " + HIGHEST
                + " for the Temporal server; set [temporal] port and ui_port");
    }

    /** A server could not bind it although it looked free. */
    void refuse(int port) {
        refused.add(port);
    }

    private boolean usable(int port, int... taken) {
        for (int other : taken) {
            if (other == port) {
                return false;
            }
        }
        return !refused.contains(port) && isFree(port);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(loopback(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
