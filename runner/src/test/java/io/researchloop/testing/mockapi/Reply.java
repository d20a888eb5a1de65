package io.researchloop.testing.mockapi;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/** One streamed answer of the model: server-sent events, one content block. */
final class Reply {
    private static final int PIECES = 10;

    private final HttpExchange exchange;
    private final String model;
    private final int number;

    Reply(HttpExchange exchange, String model, int number) {
        this.exchange = exchange;
        this.model = model;
        this.number = number;
    }

    /** A text that takes about so long to come. */
    void text(String text, Duration time) throws IOException {
        begin();
        JsonObject block = object("text");
        block.addProperty("text", "");
        blockStart(block);
        int size = time.isZero() ? Math.max(1, text.length()) : Math.max(1, text.length() / PIECES);
        for (int from = 0; from < text.length(); from += size) {
            JsonObject delta = object("text_delta");
            delta.addProperty("text", text.substring(from, Math.min(text.length(), from + size)));
            blockDelta(delta);
            pause(time.dividedBy(PIECES));
        }
        end("end_turn");
    }

    void bash(String command) throws IOException {
        JsonObject input = new JsonObject();
        input.addProperty("command", command);
        input.addProperty("description", "work");
        tool("Bash", input);
    }

    void read(String file) throws IOException {
        JsonObject input = new JsonObject();
        input.addProperty("file_path", file);
        tool("Read", input);
    }

    private void tool(String name, JsonObject input) throws IOException {
        begin();
        JsonObject block = object("tool_use");
        block.addProperty("id", "toolu_" + number);
        block.addProperty("name", name);
        block.add("input", new JsonObject());
        blockStart(block);
        JsonObject delta = object("input_json_delta");
        delta.addProperty("partial_json", input.toString());
        blockDelta(delta);
        end("tool_use");
    }

    /** Begins and says nothing more until the server closes. */
    void hang(CountDownLatch closed) throws IOException {
        begin();
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        JsonObject usage = new JsonObject();
        usage.addProperty("input_tokens", MockAnthropic.INPUT_TOKENS - 500);
        usage.addProperty("cache_creation_input_tokens", 0);
        usage.addProperty("cache_read_input_tokens", 500);
        usage.addProperty("output_tokens", 1);
        JsonObject message = object("message");
        message.addProperty("id", "msg_mock" + number);
        message.addProperty("role", "assistant");
        message.addProperty("model", model);
        message.add("content", new JsonArray());
        message.add("stop_reason", JsonNull.INSTANCE);
        message.add("stop_sequence", JsonNull.INSTANCE);
        message.add("usage", usage);
        JsonObject start = object("message_start");
        start.add("message", message);
        send(start);
    }

    private void blockStart(JsonObject block) throws IOException {
        JsonObject event = object("content_block_start");
        event.addProperty("index", 0);
        event.add("content_block", block);
        send(event);
    }

    private void blockDelta(JsonObject delta) throws IOException {
        JsonObject event = object("content_block_delta");
        event.addProperty("index", 0);
        event.add("delta", delta);
        send(event);
    }

    private void end(String reason) throws IOException {
        JsonObject stop = object("content_block_stop");
        stop.addProperty("index", 0);
        send(stop);
        JsonObject delta = new JsonObject();
        delta.addProperty("stop_reason", reason);
        delta.add("stop_sequence", JsonNull.INSTANCE);
        JsonObject usage = new JsonObject();
        usage.addProperty("output_tokens", MockAnthropic.OUTPUT_TOKENS);
        JsonObject event = object("message_delta");
        event.add("delta", delta);
        event.add("usage", usage);
        send(event);
        send(object("message_stop"));
    }

    private void send(JsonObject event) throws IOException {
        String text = "event: " + event.get("type").getAsString() + "\ndata: " + event + "\n\n";
        exchange.getResponseBody().write(text.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static JsonObject object(String type) {
        JsonObject object = new JsonObject();
        object.addProperty("type", type);
        return object;
    }
}
