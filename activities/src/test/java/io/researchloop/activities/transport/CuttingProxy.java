package io.researchloop.activities.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;

/** A way to a server on which a connection is cut off after so many bytes from the client. */
final class CuttingProxy implements AutoCloseable {
    private final ServerSocket entrance = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int to;
    private final AtomicLong left = new AtomicLong(Long.MAX_VALUE);

    CuttingProxy(int to) throws IOException {
        this.to = to;
        thread(this::accept);
    }

    int port() {
        return entrance.getLocalPort();
    }

    /** From now on so many bytes go through, then every connection is cut, and new ones go through again. */
    void cutAfter(long bytes) {
        left.set(bytes);
    }

    private void accept() {
        try {
            while (true) {
                Socket in = entrance.accept();
                Socket out = new Socket(InetAddress.getLoopbackAddress(), to);
                thread(() -> copy(in, out, true));
                thread(() -> copy(out, in, false));
            }
        } catch (IOException e) {
            // It was closed.
        }
    }

    private void copy(Socket from, Socket into, boolean counted) {
        byte[] buffer = new byte[8192];
        try (from;
                into) {
            InputStream in = from.getInputStream();
            OutputStream out = into.getOutputStream();
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                int allowed = counted ? (int) Math.min(n, left.get()) : n;
                out.write(buffer, 0, allowed);
                out.flush();
                if (counted && left.addAndGet(-n) <= 0) {
                    left.set(Long.MAX_VALUE);
                    return;
                }
            }
        } catch (IOException e) {
            // The other direction was cut.
        }
    }

    private static void thread(Runnable work) {
        Thread thread = new Thread(work, "cutting-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() {
        try {
            entrance.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
