package io.researchloop.web;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Real HTTP, as a program would speak it. Immutable: each {@code with} is another caller. */
public final class Http {
    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    private final String base;
    private final List<String> headers;

    Http(String base) {
        this(base, List.of());
    }

    private Http(String base, List<String> headers) {
        this.base = base;
        this.headers = headers;
    }

    /** An answer, read to its end. */
    public record Answer(int status, String body, HttpResponse<String> response) {
        public JsonObject json() {
            return new Gson().fromJson(body, JsonObject.class);
        }

        public String detail() {
            return json().get("detail").getAsString();
        }

        public String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }
    }

    public Http with(String header, String value) {
        List<String> more = new ArrayList<>(headers);
        more.add(header);
        more.add(value);
        return new Http(base, List.copyOf(more));
    }

    public Http secret() {
        return with("X-Shared-Secret", TestServer.SECRET);
    }

    public Http bearer(String token) {
        return with("Authorization", "Bearer " + token);
    }

    public Http runner(String token) {
        return with("X-Webhook-Token", token);
    }

    public Answer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), null);
    }

    public Answer post(String path, String json) {
        return send("POST", path, BodyPublishers.ofString(json), "application/json");
    }

    public Answer form(String path, String form) {
        return send("POST", path, BodyPublishers.ofString(form), "application/x-www-form-urlencoded");
    }

    public Answer send(
            String method, String path, BodyPublisher body, @org.jspecify.annotations.Nullable String contentType) {
        HttpRequest.Builder request = request(path).method(method, body);
        if (contentType != null) {
            request.header("Content-Type", contentType);
        }
        try {
            HttpResponse<String> response = CLIENT.send(request.build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body(), response);
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(method + " " + path, e);
        }
    }

    /** One file, as a browser's form would send it. */
    public Answer upload(String path, String filename, byte[] content) {
        return upload(path, filename, BodyPublishers.ofByteArray(content));
    }

    public Answer upload(String path, String filename, BodyPublisher content) {
        String boundary = "seam-of-the-parts";
        BodyPublisher body = BodyPublishers.concat(
                BodyPublishers.ofString(
                        "--" + boundary + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"" + filename
                                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n"),
                content,
                BodyPublishers.ofString("\r\n--" + boundary + "--\r\n"));
        return send("POST", path, body, "multipart/form-data; boundary=" + boundary);
    }

    /** The lines of a stream that stays open. */
    public HttpResponse<java.util.stream.Stream<String>> stream(String path) throws IOException, InterruptedException {
        return CLIENT.send(request(path).build(), BodyHandlers.ofLines());
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(Duration.ofSeconds(60));
        for (int i = 0; i < headers.size(); i += 2) {
            request.header(headers.get(i), headers.get(i + 1));
        }
        return request;
    }
}
