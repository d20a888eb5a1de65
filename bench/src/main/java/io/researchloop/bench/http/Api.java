package io.researchloop.bench.http;

import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The API for what is not measured: one call at a time, and an error for every answer that is not 2xx. */
public final class Api {
    private final Address address;
    private final Map<String, String> credential;
    private final RequestFormat format;

    public Api(Address address, Map<String, String> credential) {
        this.address = address;
        this.credential = new LinkedHashMap<>(credential);
        this.format = new RequestFormat(address, credential);
    }

    public Address address() {
        return address;
    }

    /** The headers that let this caller in. */
    public Map<String, String> credential() {
        return new LinkedHashMap<>(credential);
    }

    public RequestFormat format() {
        return format;
    }

    public JsonObject get(String path) throws IOException {
        return call("GET " + path, format.get(path));
    }

    public JsonObject post(String path, JsonObject body) throws IOException {
        return call("POST " + path, format.post(path, body.toString()));
    }

    public JsonObject sprint(String id) throws IOException {
        return get("/api/sprints/" + segment(id)).getAsJsonObject("sprint");
    }

    /** @return the newest sprint's id first */
    public List<String> sprintIds(int limit) throws IOException {
        return StreamSupport.stream(
                        get("/api/sprints?limit=" + limit)
                                .getAsJsonArray("sprints")
                                .spliterator(),
                        false)
                .map(sprint -> sprint.getAsJsonObject().get("id").getAsString())
                .toList();
    }

    public String createSprint(String study, String idea) throws IOException {
        return post("/api/sprints", newSprint(study, idea)).get("sprint_id").getAsString();
    }

    public static JsonObject newSprint(String study, String idea) {
        JsonObject body = new JsonObject();
        body.addProperty("study_name", study);
        body.addProperty("idea", idea);
        return body;
    }

    public static String segment(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    private JsonObject call(String what, byte[] request) throws IOException {
        try (Connection connection = new Connection(address)) {
            Response response = connection.exchange(request);
            if (!response.ok()) {
                throw new IOException(address.url() + ": " + what + " was answered with " + response.status() + ": "
                        + response.text().strip());
            }
            return JsonParser.parseString(response.text()).getAsJsonObject();
        } catch (JsonParseException | IllegalStateException e) {
            throw new IOException(
                    address.url() + ": " + what + " was answered with something that is no JSON object", e);
        }
    }
}
