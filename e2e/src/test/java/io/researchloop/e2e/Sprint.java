package io.researchloop.e2e;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** A sprint as the API shows it. */
record Sprint(JsonObject json) {
    static final List<String> TERMINAL = List.of("completed", "failed", "cancelled");

    String id() {
        return text("id");
    }

    String status() {
        return text("status");
    }

    boolean ended() {
        return TERMINAL.contains(status());
    }

    int attempt() {
        return json.get("attempt").getAsInt();
    }

    /** Empty text where there is nothing. */
    String text(String field) {
        JsonElement value = json.get(field);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    List<JsonObject> attempts() {
        return objects("attempts");
    }

    List<JsonObject> steps() {
        return objects("steps");
    }

    /** How each attempt ended, in words like {@code interrupted}. */
    List<String> outcomes() {
        return attempts().stream()
                .map(attempt -> Optional.ofNullable(attempt.getAsJsonObject("end"))
                        .map(end -> end.getAsJsonObject("outcome").get("kind").getAsString())
                        .orElse("none"))
                .toList();
    }

    SprintFolder folder() {
        return new SprintFolder(Path.of(text("directory")));
    }

    private List<JsonObject> objects(String field) {
        JsonElement array = json.get(field);
        if (!(array instanceof JsonArray elements)) {
            return List.of();
        }
        return StreamSupport.stream(elements.spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }
}
