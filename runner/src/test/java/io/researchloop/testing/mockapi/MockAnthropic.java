package io.researchloop.testing.mockapi;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** The server. It counts model calls, keeps what was asked, and changes its mode between any two calls. */
public final class MockAnthropic implements AutoCloseable {
    /** What each model call reads and writes; at the list price of the agent's default model that is some dollars. */
    public static final int INPUT_TOKENS = 1500;

    public static final int OUTPUT_TOKENS = 200;

    private final HttpServer server;
    private final ExecutorService threads;
    private final List<ModelRequest> requests = new CopyOnWriteArrayList<>();
    private final Set<String> afterTool = ConcurrentHashMap.newKeySet();
    private final AtomicInteger calls = new AtomicInteger();
    private final CountDownLatch closed = new CountDownLatch(1);
    private volatile Mode mode = Mode.OK;
    private volatile Instant resetsAt = Instant.now().plusSeconds(7200);
    private volatile Duration pace = Duration.ofSeconds(2);
    private volatile Function<ModelRequest, Answer> answers = request -> new Answer("echo hello", "All done.");

    private MockAnthropic() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "mock-anthropic");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    /** Starts on a free port of the loopback. */
    public static MockAnthropic start() throws IOException {
        return new MockAnthropic();
    }

    /** For {@code ANTHROPIC_BASE_URL}. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    public MockAnthropic mode(Mode next) {
        mode = next;
        return this;
    }

    /** When the usage limit of {@link Mode#USAGE_LIMIT} is lifted, to the second. */
    public MockAnthropic resetsAt(Instant time) {
        resetsAt = time;
        return this;
    }

    /** How long a {@link Mode#SLOW} answer takes. */
    public MockAnthropic pace(Duration time) {
        pace = time;
        return this;
    }

    /** What the model does, decided anew at each call. */
    public MockAnthropic answers(Function<ModelRequest, Answer> next) {
        answers = next;
        return this;
    }

    /** The model calls so far, oldest first. */
    public List<ModelRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String path = exchange.getRequestURI().getPath();
            if (path.endsWith("/count_tokens")) {
                Replies.json(exchange, 200, "{\"input_tokens\":10}");
            } else if (path.endsWith("/v1/messages")) {
                message(exchange, body(exchange));
            } else {
                Replies.json(exchange, 404, "{}");
            }
        }
    }

    private void message(HttpExchange exchange, JsonObject body) throws IOException {
        ModelRequest request = request(exchange, body);
        requests.add(request);
        switch (mode) {
            case USAGE_LIMIT -> Replies.usageLimit(exchange, resetsAt);
            case RATE_LIMIT -> Replies.error(exchange, 429, "rate_limit_error", "This would exceed your rate limit.");
            case OVERLOADED -> Replies.error(exchange, 529, "overloaded_error", "Overloaded");
            case BAD_KEY -> Replies.error(exchange, 401, "authentication_error", "invalid x-api-key");
            case NO_CREDIT ->
                Replies.error(exchange, 400, "invalid_request_error", "Your credit balance is too low to go on.");
            case OK, TOOL, SLOW, HANG -> answer(exchange, request);
        }
    }

    private void answer(HttpExchange exchange, ModelRequest request) throws IOException {
        Answer answer = answers.apply(request);
        Reply reply = new Reply(exchange, request.model(), calls.incrementAndGet());
        String bash = answer.bash();
        boolean mayCall = mode == Mode.TOOL && request.tools().contains("Bash");
        if (mayCall && bash != null && afterTool.add(request.session())) {
            reply.bash(bash);
            return;
        }
        String read = answer.read();
        boolean mayRead = mode == Mode.TOOL && request.tools().contains("Read");
        if (mayRead && read != null && afterTool.add(request.session())) {
            reply.read(read);
            return;
        }
        afterTool.remove(request.session());
        switch (mode) {
            case SLOW -> reply.text(answer.text(), pace);
            case HANG -> reply.hang(closed);
            default -> reply.text(answer.text(), Duration.ZERO);
        }
    }

    private static JsonObject body(HttpExchange exchange) throws IOException {
        try (Reader reader = new InputStreamReader(exchange.getRequestBody(), StandardCharsets.UTF_8)) {
            return JsonParser.parseReader(reader).getAsJsonObject();
        }
    }

    private static ModelRequest request(HttpExchange exchange, JsonObject body) {
        String session = exchange.getRequestHeaders().getFirst("X-Claude-Code-Session-Id");
        List<String> texts = new ArrayList<>();
        for (JsonElement message : body.getAsJsonArray("messages")) {
            if (!message.getAsJsonObject().get("role").getAsString().equals("assistant")) {
                texts(message.getAsJsonObject().get("content"), texts);
            }
        }
        List<String> tools = new ArrayList<>();
        if (body.has("tools")) {
            for (JsonElement tool : body.getAsJsonArray("tools")) {
                tools.add(tool.getAsJsonObject().get("name").getAsString());
            }
        }
        return new ModelRequest(
                session == null ? "" : session, body.get("model").getAsString(), texts, tools);
    }

    private static void texts(JsonElement content, List<String> into) {
        if (content.isJsonPrimitive()) {
            into.add(content.getAsString());
            return;
        }
        for (JsonElement block : content.getAsJsonArray()) {
            JsonObject object = block.getAsJsonObject();
            if (object.has("text")) {
                into.add(object.get("text").getAsString());
            } else if (object.has("content")) {
                texts(object.get("content"), into);
            }
        }
    }
}
