package io.researchloop.runner.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A request's body, written anew for every try and never held in memory as a whole unless it is small. */
interface Payload {
    String contentType();

    long length();

    Map<String, String> headers();

    void writeTo(OutputStream out) throws IOException;

    static Payload json(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Payload() {
            @Override
            public String contentType() {
                return "application/json";
            }

            @Override
            public long length() {
                return bytes.length;
            }

            @Override
            public Map<String, String> headers() {
                return Map.of();
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };
    }
}
