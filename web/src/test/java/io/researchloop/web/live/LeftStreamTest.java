package io.researchloop.web.live;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.TestServer;
import io.researchloop.web.command.NewSprintRequest;
import io.researchloop.web.command.SprintCommands;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.ProtocolHandler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A client that leaves takes no other client's stream along. */
@Timeout(30)
class LeftStreamTest {
    /**
     * The container ends a request on a thread of its own as soon as a write finds the client gone, and serves the next
     * client with what it used for it. Here it has all the time for that before the write that failed comes back.
     */
    @Test
    void aWriteThatFailsLateDoesNotEndTheNextClientsStream(@TempDir Path folder) throws Exception {
        try (TestServer server = TestServer.start(folder)) {
            String sprint = server.bean(SprintCommands.class)
                    .create(NewSprintRequest.of("grokking", "An idea"))
                    .id();
            LiveHub hub = server.bean(LiveHub.class);
            Watcher leaves = new Watcher(server, sprint);
            CompletableFuture<Watcher> stays = new CompletableFuture<>();
            ProtocolHandler container = server.container();
            container.setExecutor(
                    new SlowReturn(container.getExecutor(), () -> stays.complete(new Watcher(server, sprint))));
            leaves.leave();

            while (!stays.isDone()) {
                hub.sprintChanged(sprint);
                Thread.sleep(50);
            }

            for (int change = 0; change < 3; change++) {
                hub.sprintChanged(sprint);
                stays.get().readEvent();
            }
            stays.get().leave();
        }
    }

    /**
     * Where the live thread hands a request over, it goes on only when that has ended, or plainly waits for it. Until then
     * nobody else comes to its turn, for the container might learn by itself that the client is gone.
     */
    private static final class SlowReturn implements Executor {
        private final Executor container;
        private final Runnable then;
        private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();
        private volatile boolean handedOver;

        SlowReturn(Executor container, Runnable then) {
            this.container = container;
            this.then = then;
        }

        @Override
        public void execute(Runnable task) {
            if (handedOver) {
                container.execute(task);
            } else if (!Thread.currentThread().getName().equals("live")) {
                held.add(task);
            } else {
                CountDownLatch done = new CountDownLatch(1);
                container.execute(() -> {
                    task.run();
                    done.countDown();
                });
                try {
                    done.await(500, TimeUnit.MILLISECONDS);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                }
                handedOver = true;
                held.forEach(container::execute);
                then.run();
            }
        }
    }

    /** A client that reads a sprint's events, and has read the first. */
    private static final class Watcher {
        private final Socket socket;
        private final BufferedReader lines;

        Watcher(TestServer server, String sprint) {
            try {
                socket = new Socket(InetAddress.getLoopbackAddress(), server.port());
                lines = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
                socket.getOutputStream()
                        .write(("GET /api/sprints/" + sprint
                                        + "/events HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Shared-Secret: " + TestServer.SECRET
                                        + "\r\n\r\n")
                                .getBytes(UTF_8));
                readEvent();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        void readEvent() throws IOException {
            String line = lines.readLine();
            while (line != null && !line.equals("event: sprint")) {
                line = lines.readLine();
            }
            assertThat(line).as("the stream goes on").isNotNull();
        }

        /** With a reset, so that the very next write fails. */
        void leave() throws IOException {
            socket.setSoLinger(true, 0);
            socket.close();
        }
    }
}
