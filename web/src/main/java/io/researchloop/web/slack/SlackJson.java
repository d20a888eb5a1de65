package io.researchloop.web.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;

/** Reads what others sent: what is missing, or of another kind than expected, is empty. */
final class SlackJson {
    private SlackJson() {}

    static String text(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || !value.isJsonPrimitive() ? "" : value.getAsString();
    }

    static JsonObject object(JsonObject json, String name) {
        JsonElement value = json.get(name);
        return value == null || !value.isJsonObject() ? new JsonObject() : value.getAsJsonObject();
    }

    static List<JsonObject> objects(JsonObject json, String name) {
        JsonElement value = json.get(name);
        JsonArray all = value == null || !value.isJsonArray() ? new JsonArray() : value.getAsJsonArray();
        List<JsonObject> objects = new ArrayList<>();
        for (JsonElement one : all) {
            if (one.isJsonObject()) {
                objects.add(one.getAsJsonObject());
            }
        }
        return objects;
    }
}
