package io.researchloop.bench.load;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.RequestFormat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LoadTest {
    private final AtomicInteger taken = new AtomicInteger();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private HttpServer server;
    private Address address;

    @BeforeEach
    void serve() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            int status = taken.incrementAndGet() % 10 == 0 ? 503 : 200;
            byte[] body = "{\"ok\":true}".getBytes(UTF_8);
            exchange.sendResponseHeaders(status, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        address = Address.loopback(server.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        server.stop(0);
        threads.shutdownNow();
    }

    @Test
    void sendsExactlyTheRequestsOfThePlanAndCountsErrorsByStatus() throws InterruptedException {
        LoadResult result = Load.run(address, requests(), LoadPlan.forRequests(4, 200, Duration.ofSeconds(30)));

        assertThat(taken).hasValue(200);
        assertThat(result.latencies().count()).isEqualTo(180);
        assertThat(result.errors()).isEqualTo(Map.of(503, 20L));
        assertThat(result.errorText()).isEqualTo("20 × 503");
        assertThat(result.perSecond()).isPositive();
    }

    @Test
    void endsWithItsTimeAndDoesNotCountTheWarmUp() throws InterruptedException {
        LoadPlan plan = LoadPlan.forTime(2, Duration.ofMillis(300), Duration.ofMillis(300));

        LoadResult result = Load.run(address, requests(), plan);

        long counted = result.latencies().count()
                + result.errors().values().stream().mapToLong(n -> n).sum();
        assertThat(counted).isPositive().isLessThan(taken.get());
        assertThat(result.seconds()).isGreaterThanOrEqualTo(0.3);
    }

    @Test
    void countsRequestsWithoutAnAnswer() throws IOException, InterruptedException {
        Address closed;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            closed = Address.loopback(socket.getLocalPort());
        }

        LoadResult result = Load.run(closed, requests(), LoadPlan.forRequests(1, 3, Duration.ofSeconds(30)));

        assertThat(result.latencies().count()).isZero();
        assertThat(result.errorText()).isEqualTo("3 × no answer");
    }

    private List<byte[]> requests() {
        RequestFormat format = new RequestFormat(address, Map.of());
        return List.of(format.get("/one"), format.post("/two", "{}"));
    }
}
