package io.researchloop.web.problem;

import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import org.jspecify.annotations.Nullable;

/**
 * A request of the JSON API. Version 0.1 never looked at the body's type, and curl says "form" when it is not told
 * otherwise: both count as JSON here, any other type is judged by the route.
 */
final class JsonRequest extends HttpServletRequestWrapper {
    private static final String JSON = "application/json";

    private final long limit;
    private final boolean untyped;

    JsonRequest(HttpServletRequest request, long limit) {
        super(request);
        this.limit = limit;
        String type = request.getContentType();
        this.untyped = type == null || type.startsWith("application/x-www-form-urlencoded");
    }

    @Override
    public @Nullable String getContentType() {
        return untyped ? JSON : super.getContentType();
    }

    @Override
    public @Nullable String getHeader(String name) {
        return untyped && name.equalsIgnoreCase("Content-Type") ? JSON : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return untyped && name.equalsIgnoreCase("Content-Type")
                ? Collections.enumeration(Collections.singleton(JSON))
                : super.getHeaders(name);
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        return new Limited(super.getInputStream(), limit);
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    private static final class Limited extends ServletInputStream {
        private final ServletInputStream in;
        private final long limit;
        private long seen;

        Limited(ServletInputStream in, long limit) {
            this.in = in;
            this.limit = limit;
        }

        @Override
        public int read() throws IOException {
            int value = in.read();
            count(value < 0 ? 0 : 1);
            return value;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int read = in.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) throws BodyTooLarge {
            seen += bytes;
            if (seen > limit) {
                throw new BodyTooLarge(limit);
            }
        }

        @Override
        public boolean isFinished() {
            return in.isFinished();
        }

        @Override
        public boolean isReady() {
            return in.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            in.setReadListener(listener);
        }
    }
}
