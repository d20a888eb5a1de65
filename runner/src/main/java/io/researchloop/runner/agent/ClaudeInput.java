package io.researchloop.runner.agent;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * The agent's stdin in {@code stream-json}: messages can come at any time until it is closed, and it must be closed, or
 * the agent waits for more for ever. Writing has a thread of its own, as a prompt is larger than a pipe.
 */
final class ClaudeInput {
    private static final byte[] CLOSE = new byte[0];

    private final BlockingQueue<byte[]> lines = new LinkedBlockingQueue<>();
    private final OutputStream stdin;
    private boolean closed;

    ClaudeInput(OutputStream stdin) {
        this.stdin = stdin;
        Threads.daemon("claude-in", this::pump).start();
    }

    /** False once it is closed. */
    boolean say(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("role", "user");
        message.addProperty("content", text);
        JsonObject line = new JsonObject();
        line.addProperty("type", "user");
        line.add("message", message);
        return send(line);
    }

    /** Asks the agent to drop what it is doing and to give its result. */
    boolean interrupt() {
        JsonObject request = new JsonObject();
        request.addProperty("subtype", "interrupt");
        JsonObject line = new JsonObject();
        line.addProperty("type", "control_request");
        line.addProperty("request_id", "researchloop-stop");
        line.add("request", request);
        return send(line);
    }

    synchronized void close() {
        if (!closed) {
            closed = true;
            lines.add(CLOSE);
        }
    }

    private synchronized boolean send(JsonObject line) {
        return !closed && lines.add((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private void pump() {
        try (stdin) {
            for (byte[] line = lines.take(); line != CLOSE; line = lines.take()) {
                stdin.write(line);
                stdin.flush();
            }
        } catch (IOException e) {
            close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
