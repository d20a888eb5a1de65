package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The page on which people talk, and the little that it asks for. It is for people at this machine: a request that
 * changes something has to be JSON, which no other site's page can send, and to name the loopback, whatever name led here.
 */
final class SlackPage {
    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");
    private static final Map<String, String> STATIC = Map.of(
            "/", "text/html; charset=utf-8",
            "/page/page.js", "text/javascript; charset=utf-8",
            "/page/page.css", "text/css; charset=utf-8");

    private final Workspace workspace;
    private final People people;
    private final Delivery delivery;

    SlackPage(Workspace workspace, People people, Delivery delivery) {
        this.workspace = workspace;
        this.people = people;
        this.delivery = delivery;
    }

    static boolean isOf(String path) {
        return path.equals("/") || path.startsWith("/page/");
    }

    void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        if (!LOOPBACK.contains(host.replaceFirst(":\\d+$", ""))) {
            answer(exchange, 403, "text/plain", "This page is for this machine alone.".getBytes(UTF_8));
        } else if (exchange.getRequestMethod().equals("POST")) {
            change(exchange, path);
        } else if (STATIC.containsKey(path)) {
            String name = path.equals("/") ? "page.html" : path.substring("/page/".length());
            try (InputStream resource = SlackPage.class.getResourceAsStream(name)) {
                answer(exchange, 200, STATIC.getOrDefault(path, ""), resource.readAllBytes());
            }
        } else if (path.equals("/page/state")) {
            answer(exchange, 200, "application/json", state().toString().getBytes(UTF_8));
        } else if (path.startsWith("/page/files/")) {
            exchange.getResponseHeaders().set("Content-Disposition", "attachment");
            byte[] content = workspace
                    .files()
                    .content(path.substring("/page/files/".length()))
                    .orElse(null);
            answer(exchange, content == null ? 404 : 200, "application/octet-stream", content);
        } else {
            answer(exchange, 404, "text/plain", null);
        }
    }

    private void change(HttpExchange exchange, String path) throws IOException {
        try {
            String type = String.valueOf(exchange.getRequestHeaders().getFirst("Content-Type"));
            if (!type.startsWith("application/json")) {
                throw new Refused("expected JSON");
            }
            String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            JsonObject wish = JsonParser.parseString(body).getAsJsonObject();
            if (path.equals("/page/say")) {
                people.say(
                        required(wish, "user"),
                        required(wish, "channel"),
                        text(wish, "thread"),
                        required(wish, "text"));
            } else if (path.equals("/page/press")) {
                people.press(required(wish, "user"), required(wish, "message"), required(wish, "action"));
            } else {
                throw new Refused("there is no " + path);
            }
            answer(exchange, 200, "application/json", "{\"ok\":true}".getBytes(UTF_8));
        } catch (Refused e) {
            answer(exchange, 400, "text/plain", e.error().getBytes(UTF_8));
        } catch (JsonParseException | IllegalStateException e) {
            answer(exchange, 400, "text/plain", "expected a JSON object".getBytes(UTF_8));
        }
    }

    private static String required(JsonObject wish, String name) throws Refused {
        String value = text(wish, name);
        if (value == null) {
            throw new Refused(name + " is missing");
        }
        return value;
    }

    private static @Nullable String text(JsonObject wish, String name) {
        JsonElement value = wish.get(name);
        return value == null || !value.isJsonPrimitive() ? null : value.getAsString();
    }

    private JsonObject state() {
        JsonObject state = new JsonObject();
        JsonArray channels = new JsonArray();
        new TreeSet<>(workspace.channels).forEach(channels::add);
        JsonArray messages = new JsonArray();
        workspace.posts().forEach(post -> messages.add(message(post)));
        JsonArray files = new JsonArray();
        workspace.files().shared().forEach(file -> files.add(file(file)));
        state.add("channels", channels);
        state.add("messages", messages);
        state.add("files", files);
        state.addProperty("trouble", delivery.trouble());
        return state;
    }

    private JsonObject message(SlackPost post) {
        JsonObject message = place(post.channel(), post.root(), post.ts());
        message.addProperty("user", post.user());
        message.addProperty("text", post.text());
        if (!post.blocks().isEmpty()) {
            message.add("blocks", JsonParser.parseString(post.blocks()));
        }
        JsonArray reactions = new JsonArray();
        new TreeSet<>(workspace.reactions(post.ts())).forEach(reactions::add);
        message.add("reactions", reactions);
        return message;
    }

    private static JsonObject file(SlackFile file) {
        JsonObject json = place(file.channel(), file.thread() == null ? file.ts() : file.thread(), file.ts());
        json.addProperty("user", SlackPost.APP);
        json.addProperty("text", file.comment());
        json.addProperty("file", file.id());
        json.addProperty("name", file.name());
        json.addProperty("title", file.title());
        json.addProperty("length", file.length());
        return json;
    }

    private static JsonObject place(String channel, String root, String ts) {
        JsonObject json = new JsonObject();
        json.addProperty("channel", channel);
        json.addProperty("root", root);
        json.addProperty("ts", ts);
        return json;
    }

    private static void answer(HttpExchange exchange, int status, String type, byte @Nullable [] content)
            throws IOException {
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.getResponseHeaders().set("Cache-Control", "no-store");
        exchange.getResponseHeaders().set("X-Content-Type-Options", "nosniff");
        exchange.getResponseHeaders().set("Content-Security-Policy", "default-src 'self'; frame-ancestors 'none'");
        byte[] bytes = content == null ? new byte[0] : content;
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
