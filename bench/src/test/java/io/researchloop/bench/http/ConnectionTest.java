package io.researchloop.bench.http;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ConnectionTest {
    private static final String OK = "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n";

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private ServerSocket server;
    private Address address;
    private byte[] request;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        address = Address.loopback(server.getLocalPort());
        request = new RequestFormat(address, Map.of()).get("/");
    }

    @AfterEach
    void stop() throws IOException {
        server.close();
        thread.shutdownNow();
    }

    @Test
    void opensANewConnectionWhenTheServerHasClosedTheIdleOne() throws Exception {
        Future<Integer> requests = thread.submit(() -> answer(OK) + answer(OK));

        try (Connection connection = new Connection(address)) {
            assertThat(connection.status(request)).isEqualTo(200);
            assertThat(connection.status(request)).isEqualTo(200);
        }
        assertThat(requests.get()).isEqualTo(2);
    }

    @Test
    void doesNotSendTwiceWhatTheServerHadBegunToAnswer() throws Exception {
        Future<Integer> requests = thread.submit(() -> answer("HTTP/1.1 200 OK\r\nContent-Len"));

        try (Connection connection = new Connection(address)) {
            assertThatThrownBy(() -> connection.status(request)).isInstanceOf(IOException.class);
        }
        assertThat(requests.get()).isEqualTo(1);
    }

    /** Takes one request, answers it and closes the connection. */
    private int answer(String text) throws IOException {
        try (Socket socket = server.accept()) {
            byte[] taken = socket.getInputStream().readNBytes(request.length);
            assertThat(taken).isEqualTo(request);
            socket.getOutputStream().write(text.getBytes(US_ASCII));
        }
        return 1;
    }
}
