package io.researchloop.mockslack;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Slack's side of Socket Mode: a WebSocket (RFC 6455) that takes one connection at a time, each with its own ticket. */
public final class MockSocket implements AutoCloseable {
    private static final String MAGIC = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
    private static final int TEXT = 1;
    private static final int CLOSE = 8;

    private final ServerSocket door = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    private final AtomicInteger number = new AtomicInteger();
    private final Set<String> tickets = ConcurrentHashMap.newKeySet();
    private final List<String> acknowledged = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile @Nullable Socket connection;

    MockSocket() throws IOException {
        Thread thread = new Thread(this::serve, "mock-socket");
        thread.setDaemon(true);
        thread.start();
    }

    /** How many have been made so far. */
    public int connections() {
        return connections.get();
    }

    /** Whether the app is connected now. */
    public boolean isOpen() {
        return connection != null;
    }

    /** The envelopes that the app has acknowledged. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** @return the envelope's id */
    public String send(String type, JsonObject payload) throws IOException {
        JsonObject envelope = new JsonObject();
        String id = "envelope-" + number.incrementAndGet();
        envelope.addProperty("type", type);
        envelope.addProperty("envelope_id", id);
        envelope.add("payload", payload);
        frame(TEXT, envelope.toString().getBytes(UTF_8));
        return id;
    }

    /** What Slack says before it closes a connection, to have it made anew. */
    public void refresh() throws IOException {
        frame(TEXT, "{\"type\":\"disconnect\",\"reason\":\"refresh_requested\"}".getBytes(UTF_8));
    }

    /** Cuts the connection without a word. */
    public void cut() throws IOException {
        Socket open = connection;
        if (open != null) {
            open.close();
        }
    }

    JsonObject open() {
        String ticket = "ticket-" + number.incrementAndGet();
        tickets.add(ticket);
        JsonObject answer = new JsonObject();
        answer.addProperty("ok", true);
        answer.addProperty("url", "ws://127.0.0.1:" + door.getLocalPort() + "/link/?ticket=" + ticket);
        return answer;
    }

    private void serve() {
        while (!door.isClosed()) {
            try (Socket accepted = door.accept()) {
                DataInputStream in = new DataInputStream(accepted.getInputStream());
                if (greet(in, accepted.getOutputStream())) {
                    connection = accepted;
                    frame(TEXT, "{\"type\":\"hello\",\"num_connections\":1}".getBytes(UTF_8));
                    connections.incrementAndGet();
                    listen(in);
                }
            } catch (IOException e) {
                // The other side, or the test, has closed it.
            } finally {
                connection = null;
            }
        }
    }

    private boolean greet(DataInputStream in, OutputStream out) throws IOException {
        StringBuilder head = new StringBuilder();
        while (!head.toString().endsWith("\r\n\r\n")) {
            head.append((char) in.readUnsignedByte());
        }
        String key = head.toString().replaceAll("(?is).*sec-websocket-key: *(\\S+).*", "$1");
        String ticket = head.toString().replaceAll("(?is).*ticket=(\\S+).*", "$1");
        if (!tickets.remove(ticket)) {
            out.write("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n".getBytes(US_ASCII));
            return false;
        }
        out.write(("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                        + "Sec-WebSocket-Accept: " + accept(key) + "\r\n\r\n")
                .getBytes(US_ASCII));
        return true;
    }

    private static String accept(String key) {
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest((key + MAGIC).getBytes(US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void listen(DataInputStream in) throws IOException {
        while (true) {
            int kind = in.readUnsignedByte() & 0x0f;
            int length = in.readUnsignedByte() & 0x7f;
            length = length == 126 ? in.readUnsignedShort() : length;
            byte[] mask = in.readNBytes(4);
            byte[] content = in.readNBytes(length);
            for (int i = 0; i < content.length; i++) {
                content[i] ^= mask[i % 4];
            }
            if (kind == CLOSE) {
                return;
            }
            if (kind == TEXT) {
                acknowledged.add(JsonParser.parseString(new String(content, UTF_8))
                        .getAsJsonObject()
                        .get("envelope_id")
                        .getAsString());
            }
        }
    }

    private synchronized void frame(int kind, byte[] content) throws IOException {
        Socket open = connection;
        if (open == null) {
            throw new IOException("nobody is connected");
        }
        OutputStream out = open.getOutputStream();
        out.write(0x80 | kind);
        if (content.length < 126) {
            out.write(content.length);
        } else if (content.length <= 0xffff) {
            out.write(126);
            out.write(content.length >> 8);
            out.write(content.length & 0xff);
        } else {
            out.write(127);
            out.write(ByteBuffer.allocate(Long.BYTES).putLong(content.length).array());
        }
        out.write(content);
        out.flush();
    }

    @Override
    public void close() {
        try {
            door.close();
            cut();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
