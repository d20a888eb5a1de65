package io.researchloop.mockslack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The files: each is announced with its length, sent, and then put into a channel ("Working with files"). */
final class FileShelf {
    private record Announced(String name, int length) {}

    private final Map<String, Announced> announced = new ConcurrentHashMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    private final List<SlackFile> shared = new CopyOnWriteArrayList<>();

    List<SlackFile> shared() {
        return List.copyOf(shared);
    }

    Optional<byte[]> content(String id) {
        return Optional.ofNullable(contents.get(id));
    }

    void announce(String id, Map<String, String> form, String url, JsonObject answer) throws Refused {
        String name = form.getOrDefault("filename", "");
        String length = form.getOrDefault("length", "");
        if (name.isEmpty() || !length.matches("[1-9]\\d{0,8}")) {
            throw new Refused("invalid_arguments");
        }
        announced.put(id, new Announced(name, Integer.parseInt(length)));
        answer.addProperty("upload_url", url + "/upload/" + id);
        answer.addProperty("file_id", id);
    }

    /** @return whether these are all bytes that were announced, and the first that came */
    boolean upload(String id, byte[] content) {
        Announced file = announced.get(id);
        return file != null && file.length() == content.length && contents.putIfAbsent(id, content) == null;
    }

    void complete(String channel, String ts, Map<String, String> form, JsonObject answer) throws Refused {
        JsonArray files =
                JsonParser.parseString(form.getOrDefault("files", "[]")).getAsJsonArray();
        if (files.isEmpty()) {
            throw new Refused("invalid_arguments");
        }
        JsonObject file = files.get(0).getAsJsonObject();
        String id = file.get("id").getAsString();
        byte[] content = contents.get(id);
        if (content == null) {
            throw new Refused("file_not_found");
        }
        String name = Objects.requireNonNull(announced.get(id)).name();
        shared.add(new SlackFile(
                id,
                name,
                file.has("title") ? file.get("title").getAsString() : name,
                content.length,
                channel,
                form.get("thread_ts"),
                ts,
                form.getOrDefault("initial_comment", "")));
        JsonArray stored = new JsonArray();
        stored.add(file);
        answer.add("files", stored);
    }
}
