package io.researchloop.bench.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Writes requests to one server as the bytes that go over the wire. */
public final class RequestFormat {
    private final Address address;
    private final String headers;

    /** @param headers those of every request, for example the credential */
    public RequestFormat(Address address, Map<String, String> headers) {
        this.address = address;
        StringBuilder lines = new StringBuilder();
        headers.forEach((name, value) -> lines.append(line(name, value)));
        this.headers = lines.toString();
    }

    public byte[] get(String path) {
        return (start("GET", path) + "\r\n").getBytes(ISO_8859_1);
    }

    public byte[] post(String path, String json) {
        byte[] body = json.getBytes(UTF_8);
        byte[] head = postHead(path, "application/json", body.length);
        byte[] request = new byte[head.length + body.length];
        System.arraycopy(head, 0, request, 0, head.length);
        System.arraycopy(body, 0, request, head.length, body.length);
        return request;
    }

    /** For a body that is too large to be held. */
    public byte[] postHead(String path, String contentType, long length) {
        return (start("POST", path)
                        + line("Content-Type", contentType)
                        + line("Content-Length", String.valueOf(length))
                        + "\r\n")
                .getBytes(ISO_8859_1);
    }

    private String start(String method, String path) {
        return method + " " + address.prefix() + path + " HTTP/1.1\r\n"
                + line("Host", address.host() + ":" + address.port())
                + line("Accept", "application/json")
                + headers;
    }

    private static String line(String name, String value) {
        if (value.indexOf('\r') >= 0 || value.indexOf('\n') >= 0) {
            throw new IllegalArgumentException("the header " + name + " has a line break in its value");
        }
        return name + ": " + value + "\r\n";
    }
}
