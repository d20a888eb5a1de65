package io.researchloop.e2e;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Set;
import java.util.stream.StreamSupport;

/** A loop, as the API shows it. */
record Loop(JsonObject json) {
    private static final Set<String> ENDS = Set.of("completed", "stopped", "failed");

    String status() {
        return text("status");
    }

    String text(String field) {
        JsonElement value = json.get(field);
        return value == null || value.isJsonNull() ? "" : value.getAsString();
    }

    boolean ended() {
        return ENDS.contains(status());
    }

    List<JsonObject> turns() {
        return StreamSupport.stream(json.getAsJsonArray("turns").spliterator(), false)
                .map(JsonElement::getAsJsonObject)
                .toList();
    }

    /** The sprints' ids, in the order of their turns. */
    List<String> sprints() {
        return turns().stream()
                .filter(turn -> !turn.get("sprint_id").isJsonNull())
                .map(turn -> turn.get("sprint_id").getAsString())
                .toList();
    }

    /** The positions, in order. */
    List<Integer> positions() {
        return turns().stream().map(turn -> turn.get("position").getAsInt()).toList();
    }
}
