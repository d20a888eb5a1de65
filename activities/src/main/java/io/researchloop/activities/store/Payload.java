package io.researchloop.activities.store;

import com.google.gson.Gson;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Map;

/** The small JSON columns: lists and maps of strings, and a notice's actions. */
final class Payload {
    private static final Gson GSON = new Gson();
    private static final TypeToken<List<String>> STRINGS = new TypeToken<>() {};
    private static final TypeToken<List<NoticeAction>> ACTIONS = new TypeToken<>() {};
    private static final TypeToken<Map<String, String>> STRING_MAP = new TypeToken<>() {};

    private Payload() {}

    static String write(Object value) {
        return GSON.toJson(value);
    }

    static List<String> strings(String json) {
        return GSON.fromJson(json, STRINGS);
    }

    static List<NoticeAction> actions(String json) {
        return GSON.fromJson(json, ACTIONS);
    }

    static Map<String, String> map(String json) {
        return GSON.fromJson(json, STRING_MAP);
    }
}
