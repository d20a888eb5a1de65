package io.researchloop.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;

/** A small client of the REST API, over real HTTP. */
final class Api {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(TIMEOUT).build();

    private final String url;
    private final String header;
    private final String credential;

    Api(String url, String secret) {
        this(url, "X-Shared-Secret", secret);
    }

    private Api(String url, String header, String credential) {
        this.url = url;
        this.header = header;
        this.credential = credential;
    }

    /** As the command line does it, with the token that the password gives. */
    static Api signedIn(String url, String password) {
        String token = new Api(url, "Accept", "application/json")
                .post("/api/auth", "{\"password\":" + quoted(password) + "}")
                .expect(200)
                .json()
                .get("token")
                .getAsString();
        return new Api(url, "Authorization", "Bearer " + token);
    }

    String url() {
        return url;
    }

    /** Creates a sprint and returns its id. */
    String create(String idea) {
        return create(idea, Map.of());
    }

    /** @param more fields of the request */
    String create(String idea, Map<String, Object> more) {
        JsonObject body = new JsonObject();
        body.addProperty("study_name", Project.STUDY);
        body.addProperty("idea", idea);
        more.forEach((name, value) -> {
            if (value instanceof JsonElement json) {
                body.add(name, json);
            } else if (value instanceof Number number) {
                body.addProperty(name, number);
            } else {
                body.addProperty(name, value.toString());
            }
        });
        return post("/api/sprints", body.toString())
                .expect(201)
                .json()
                .get("sprint_id")
                .getAsString();
    }

    /** As a careful client does it: the same key makes at most one sprint. Empty when no answer came. */
    Optional<String> createOnce(String key, String idea) {
        JsonObject body = new JsonObject();
        body.addProperty("study_name", Project.STUDY);
        body.addProperty("idea", idea);
        try {
            Response answer = send(request("/api/sprints")
                    .header("Content-Type", "application/json")
                    .header("Idempotency-Key", key)
                    .POST(BodyPublishers.ofString(body.toString())));
            return Optional.of(answer.expect(201).json().get("sprint_id").getAsString());
        } catch (UncheckedIOException e) {
            return Optional.empty();
        }
    }

    Sprint sprint(String id) {
        return new Sprint(get("/api/sprints/" + id).expect(200).json().getAsJsonObject("sprint"));
    }

    List<Sprint> list() {
        return StreamSupport.stream(
                        get("/api/sprints?limit=1000")
                                .expect(200)
                                .json()
                                .getAsJsonArray("sprints")
                                .spliterator(),
                        false)
                .map(JsonElement::getAsJsonObject)
                .map(Sprint::new)
                .toList();
    }

    boolean cancel(String id) {
        return post("/api/sprints/" + id + "/cancel", "{}")
                .expect(200)
                .json()
                .get("cancelled")
                .getAsBoolean();
    }

    /** Waits until a sprint has that status; one that ends otherwise fails at once. */
    Sprint await(String id, String status) {
        return Until.found("sprint " + id + " " + status, Until.PATIENCE, () -> shown(id), () -> {
            Sprint now = sprint(id);
            if (!now.status().equals(status) && now.ended()) {
                throw new AssertionError(
                        "sprint " + id + " is " + now.status() + ", not " + status + ": " + now.json());
            }
            return Optional.of(now).filter(sprint -> sprint.status().equals(status));
        });
    }

    Sprint awaitEnd(String id) {
        return Until.found("the end of sprint " + id, Until.PATIENCE, () -> shown(id), () -> Optional.of(sprint(id))
                .filter(Sprint::ended));
    }

    /** @param fields of the request beside the study's name */
    String startLoop(String fields) {
        return post("/api/loops", "{\"study_name\":" + quoted(Project.STUDY) + "," + fields + "}")
                .expect(201)
                .json()
                .get("loop_id")
                .getAsString();
    }

    static String quoted(String text) {
        return new JsonPrimitive(text).toString();
    }

    Loop loop(String id) {
        return new Loop(get("/api/loops/" + id).expect(200).json().getAsJsonObject("loop"));
    }

    Loop awaitLoop(String id, Predicate<Loop> condition) {
        return Until.found("loop " + id, Until.PATIENCE, () -> "It is " + loop(id).json(), () -> Optional.of(loop(id))
                .filter(condition));
    }

    Loop awaitLoopEnd(String id) {
        return awaitLoop(id, Loop::ended);
    }

    /** False while nobody answers, too. */
    boolean engineReady() {
        try {
            Response health = get("/actuator/health");
            return health.status() == 200 && health.body().contains("\"state\":\"ready\"");
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    Response get(String path) {
        return send(request(path).GET());
    }

    Response post(String path, String json) {
        return send(request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(json)));
    }

    /** As a runner does it: with the sprint's own token and no other credential. */
    Response postAsRunner(String path, String token, String json) {
        return send(HttpRequest.newBuilder(URI.create(url + path))
                .timeout(TIMEOUT)
                .header("X-Webhook-Token", token)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json)));
    }

    private String shown(String id) {
        return "It is " + sprint(id).json();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).header(header, credential);
    }

    private static Response send(HttpRequest.Builder request) {
        try {
            var answer = HTTP.send(request.build(), BodyHandlers.ofString());
            return new Response(answer.statusCode(), answer.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("the test was interrupted", e);
        }
    }

    /** The first cluster, once it is paused, or once it is not. */
    Optional<JsonObject> cluster(boolean paused) {
        JsonObject cluster = get("/api/clusters")
                .expect(200)
                .json()
                .getAsJsonArray("clusters")
                .get(0)
                .getAsJsonObject();
        JsonElement since = cluster.get("paused_since");
        return Optional.of(cluster).filter(shown -> (since != null && !since.isJsonNull()) == paused);
    }
}
