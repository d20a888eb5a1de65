package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The Web API: forms in, JSON out, a bearer token, and its ways to refuse ("Using the Slack Web API"). */
final class WebApi {
    private static final String OPEN = "apps.connections.open";

    private final SlackSecrets secrets;
    private final Workspace workspace;
    private final MockSocket socket;
    private final String root;
    private final List<SlackCall> calls = new CopyOnWriteArrayList<>();
    private final List<Long> knocks = new CopyOnWriteArrayList<>();
    /** What a method answers instead of doing it. */
    private final Map<String, String> refusals = new ConcurrentHashMap<>();

    private volatile RateLimit limit = new RateLimit(Integer.MAX_VALUE);
    private volatile boolean down;
    private volatile int status = 200;
    private volatile @Nullable String retryAfter;

    WebApi(SlackSecrets secrets, Workspace workspace, MockSocket socket, String root) {
        this.secrets = secrets;
        this.workspace = workspace;
        this.socket = socket;
        this.root = root;
    }

    private record Answer(int status, @Nullable String retryAfter, String body) {
        static Answer refusal(int status, @Nullable String retryAfter, String error) {
            return new Answer(status, retryAfter, "{\"ok\":false,\"error\":\"" + error + "\"}");
        }
    }

    List<SlackCall> calls() {
        return List.copyOf(calls);
    }

    int knocks() {
        return knocks.size();
    }

    void forget() {
        calls.clear();
        knocks.clear();
    }

    void down(boolean now) {
        down = now;
    }

    void status(int code, @Nullable String wish) {
        status = code;
        retryAfter = wish;
    }

    void burst(int messages) {
        limit = new RateLimit(messages);
    }

    void refuse(String method, @Nullable String error) {
        if (error == null) {
            refusals.remove(method);
        } else {
            refusals.put(method, error);
        }
    }

    /** Answers, unless nobody is there. */
    void handle(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readAllBytes();
        knocks.add(System.nanoTime());
        if (down) {
            return;
        }
        Answer answer = status == 200 ? respond(exchange, body) : Answer.refusal(status, retryAfter, "status");
        byte[] content = answer.body().getBytes(UTF_8);
        if (answer.retryAfter() != null) {
            exchange.getResponseHeaders().set("Retry-After", answer.retryAfter());
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(answer.status(), content.length);
        exchange.getResponseBody().write(content);
    }

    private Answer respond(HttpExchange exchange, byte[] body) {
        String path = exchange.getRequestURI().getPath();
        if (path.startsWith("/upload/")) {
            calls.add(new SlackCall("upload", Map.of("size", String.valueOf(body.length))));
            boolean whole = workspace.files().upload(path.substring("/upload/".length()), body);
            return new Answer(200, null, whole ? "OK - " + body.length : "no");
        }
        String method = path.replaceFirst("^/api/", "");
        Map<String, String> form = form(new String(body, UTF_8));
        try {
            authorise(method, exchange.getRequestHeaders().getFirst("Authorization"));
            String refusal = refusals.get(method);
            if (refusal != null) {
                throw new Refused(refusal);
            }
            if (method.equals("chat.postMessage")
                    && !limit.allows(form.getOrDefault("channel", ""), System.nanoTime())) {
                return Answer.refusal(429, "1", "ratelimited");
            }
            JsonObject answer = method.equals(OPEN) ? socket.open() : workspace.call(method, form, root);
            calls.add(new SlackCall(method, form));
            return new Answer(200, null, answer.toString());
        } catch (Refused e) {
            return Answer.refusal(200, null, e.error());
        }
    }

    private void authorise(String method, @Nullable String token) throws Refused {
        if (token == null) {
            throw new Refused("not_authed");
        }
        boolean opens = method.equals(OPEN);
        if (!token.equals("Bearer " + (opens ? secrets.appToken() : secrets.botToken()))) {
            boolean wrongKind = opens && token.equals("Bearer " + secrets.botToken());
            throw new Refused(wrongKind ? "not_allowed_token_type" : "invalid_auth");
        }
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), UTF_8));
            }
        }
        return form;
    }
}
