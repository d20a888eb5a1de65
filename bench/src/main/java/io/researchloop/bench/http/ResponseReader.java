package io.researchloop.bench.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads HTTP/1.1 responses, one after the other, from one connection (RFC 9112). */
final class ResponseReader {
    private static final int BUFFER = 16 * 1024;
    private static final int LONGEST_LINE = 64 * 1024;

    private final InputStream in;
    private final byte[] buffer = new byte[BUFFER];
    private final StringBuilder line = new StringBuilder();
    private int position;
    private int end;
    private boolean begun;

    ResponseReader(InputStream in) {
        this.in = in;
    }

    /** Whether any byte of the answer that failed had come. */
    boolean begun() {
        return begun;
    }

    /** @param keep false: the body is read and thrown away */
    Response read(boolean keep) throws IOException {
        begun = false;
        int status = status(nextLine());
        while (status >= 100 && status < 200) {
            skipHeaders();
            status = status(nextLine());
        }
        long length = -1;
        boolean chunked = false;
        boolean closing = false;
        for (String header = nextLine(); !header.isEmpty(); header = nextLine()) {
            int colon = header.indexOf(':');
            if (colon < 0) {
                throw new IOException("not a header: " + header);
            }
            String value = header.substring(colon + 1).strip().toLowerCase(Locale.ROOT);
            switch (header.substring(0, colon).toLowerCase(Locale.ROOT)) {
                case "content-length" -> length = Long.parseLong(value);
                case "transfer-encoding" -> chunked = value.endsWith("chunked");
                case "connection" -> closing = value.equals("close");
                default -> {}
            }
        }
        ByteArrayOutputStream body = keep ? new ByteArrayOutputStream() : null;
        if (chunked) {
            chunks(body);
        } else if (length >= 0) {
            copy(length, body);
        } else if (status != 204 && status != 304) {
            toTheEnd(body);
            closing = true;
        }
        return new Response(status, body == null ? "" : body.toString(UTF_8), closing);
    }

    private static int status(String line) throws IOException {
        if (line.length() < 12 || !line.startsWith("HTTP/1.")) {
            throw new IOException("not an HTTP/1.1 answer: " + line);
        }
        return Integer.parseInt(line, 9, 12, 10);
    }

    private void skipHeaders() throws IOException {
        while (!nextLine().isEmpty()) {
            // An interim answer such as 100 Continue says nothing of interest.
        }
    }

    private void chunks(@Nullable ByteArrayOutputStream body) throws IOException {
        while (true) {
            String head = nextLine();
            int semicolon = head.indexOf(';');
            long size = Long.parseLong((semicolon < 0 ? head : head.substring(0, semicolon)).strip(), 16);
            if (size == 0) {
                skipHeaders();
                return;
            }
            copy(size, body);
            nextLine();
        }
    }

    private void copy(long length, @Nullable ByteArrayOutputStream body) throws IOException {
        long left = length;
        while (left > 0) {
            fillIfEmpty();
            int part = (int) Math.min(left, end - position);
            if (body != null) {
                body.write(buffer, position, part);
            }
            position += part;
            left -= part;
        }
    }

    private void toTheEnd(@Nullable ByteArrayOutputStream body) throws IOException {
        do {
            if (body != null) {
                body.write(buffer, position, end - position);
            }
            position = 0;
            end = in.read(buffer);
        } while (end > 0);
        end = 0;
    }

    private String nextLine() throws IOException {
        line.setLength(0);
        while (true) {
            fillIfEmpty();
            int from = position;
            while (position < end && buffer[position] != '\n') {
                position++;
            }
            line.append(new String(buffer, from, position - from, ISO_8859_1));
            if (line.length() > LONGEST_LINE) {
                throw new IOException("a header line of more than " + LONGEST_LINE + " bytes");
            }
            if (position < end) {
                position++;
                int last = line.length() - 1;
                if (last >= 0 && line.charAt(last) == '\r') {
                    line.setLength(last);
                }
                return line.toString();
            }
        }
    }

    private void fillIfEmpty() throws IOException {
        if (position < end) {
            return;
        }
        position = 0;
        end = Math.max(0, in.read(buffer));
        if (end == 0) {
            throw new EOFException("the server closed the connection");
        }
        begun = true;
    }
}
