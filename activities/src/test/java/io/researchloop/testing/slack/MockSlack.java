package io.researchloop.testing.slack;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Slack's Web API: forms in, JSON out, a bearer token, scopes, and its ways to refuse. Channels are C1, C2 and D1. */
public final class MockSlack implements AutoCloseable {
    public static final String TOKEN = "xoxb-secret";
    public static final String APP_TOKEN = "xapp-secret";
    public static final String SIGNING_SECRET = "signing secret";

    private final HttpServer server;
    private final MockSocket socket = new MockSocket();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Workspace workspace = new Workspace();
    private final List<SlackCall> calls = new CopyOnWriteArrayList<>();
    private final List<Long> knocks = new CopyOnWriteArrayList<>();
    /** What a method answers instead of doing it. */
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    private volatile boolean down;
    private volatile int status = 200;
    private volatile @Nullable String retryAfter;

    public MockSlack() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] body = exchange.getRequestBody().readAllBytes();
                knocks.add(System.nanoTime());
                if (!down) {
                    answer(exchange, body);
                }
            }
        });
        server.start();
    }

    /** For {@code api_url}. */
    public String url() {
        return root() + "/api";
    }

    /** Where events go that are fetched by Socket Mode. */
    public MockSocket socket() {
        return socket;
    }

    /** The calls that Slack took, oldest first. */
    public List<SlackCall> calls() {
        return List.copyOf(calls);
    }

    public List<String> methods() {
        return calls.stream().map(SlackCall::method).toList();
    }

    public SlackCall last(String method) {
        return calls.stream()
                .filter(call -> call.method().equals(method))
                .reduce((first, last) -> last)
                .orElseThrow();
    }

    /** What the app has said, as it stands now, oldest first. */
    public List<SlackPost> posts() {
        return workspace.posts().stream().filter(SlackPost::ours).toList();
    }

    /** How often it was called, also in vain. */
    public int knocks() {
        return knocks.size();
    }

    public void forget() {
        calls.clear();
        knocks.clear();
    }

    /** Nobody answers any more, until it is back. */
    public void down(boolean now) {
        down = now;
    }

    /** Answers with another status than 200, and with the header Retry-After if there is a wish. */
    public void status(int code, @Nullable String wish) {
        status = code;
        retryAfter = wish;
    }

    /** @param error null: it is done again */
    public void refuse(String method, @Nullable String error) {
        if (error == null) {
            refusals.remove(method);
        } else {
            refusals.put(method, error);
        }
    }

    public void takeScope(String scope) {
        workspace.scopes.remove(scope);
    }

    /** Takes the app out of a channel, or puts it back. */
    public void channel(String channel, boolean invited) {
        if (invited) {
            workspace.channels.add(channel);
        } else {
            workspace.channels.remove(channel);
        }
    }

    /** A message of a person's, which a thread may begin with. */
    public String said(String channel, @Nullable String thread, String text) {
        String ts = workspace.timestamp();
        workspace.add(new SlackPost(channel, ts, thread, text, "", false));
        return ts;
    }

    private String root() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void answer(HttpExchange exchange, byte[] body) throws IOException {
        String wish = retryAfter;
        if (wish != null) {
            exchange.getResponseHeaders().set("Retry-After", wish);
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        int code = status;
        byte[] answer = (code == 200 ? respond(exchange, body) : refusal("status")).getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(code, answer.length);
        exchange.getResponseBody().write(answer);
    }

    private String respond(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/upload/")) {
            calls.add(new SlackCall("upload", Map.of("size", String.valueOf(body.length))));
            return workspace.upload(path.substring("/upload/".length()), body.length) ? "OK - " + body.length : "no";
        }
        String method = path.replaceFirst("^/api/", "");
        String token = exchange.getRequestHeaders().getFirst("Authorization");
        Map<String, String> form = form(new String(body, StandardCharsets.UTF_8));
        try {
            if (token == null) {
                throw new Refused("not_authed");
            }
            boolean opens = method.equals("apps.connections.open");
            if (!token.equals("Bearer " + (opens ? APP_TOKEN : TOKEN))) {
                throw new Refused(opens && token.equals("Bearer " + TOKEN) ? "not_allowed_token_type" : "invalid_auth");
            }
            String refusal = refusals.get(method);
            if (refusal != null) {
                throw new Refused(refusal);
            }
            JsonObject answer = opens ? socket.open() : workspace.call(method, form, root());
            calls.add(new SlackCall(method, form));
            return answer.toString();
        } catch (Refused e) {
            return refusal(e.error());
        }
    }

    private static String refusal(String error) {
        return "{\"ok\":false,\"error\":\"" + error + "\"}";
    }

    static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }

    @Override
    public void close() {
        socket.close();
        server.stop(0);
        threads.shutdownNow();
    }
}
