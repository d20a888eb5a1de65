package io.researchloop.testing.slack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** The workspace's channels and messages, and what its methods do with them. */
final class Workspace {
    private static final int LONGEST_TEXT = 40_000;
    private static final Map<String, String> SCOPES = Map.of(
            "chat.postMessage", "chat:write",
            "chat.update", "chat:write",
            "files.getUploadURLExternal", "files:write",
            "files.completeUploadExternal", "files:write");

    private final AtomicInteger clock = new AtomicInteger(100_000);
    private final Map<String, SlackPost> posts = new ConcurrentHashMap<>();
    /** Length of each file that was announced; negative once its bytes are there. */
    private final Map<String, Integer> files = new ConcurrentHashMap<>();

    final Set<String> channels = ConcurrentHashMap.newKeySet();
    final Set<String> scopes = ConcurrentHashMap.newKeySet();

    Workspace() {
        channels.addAll(Set.of("C1", "C2", "D1"));
        scopes.addAll(SCOPES.values());
    }

    /** Oldest first. */
    List<SlackPost> posts() {
        return posts.values().stream()
                .sorted(Comparator.comparing(SlackPost::ts))
                .toList();
    }

    String timestamp() {
        return "1700000000." + clock.incrementAndGet();
    }

    void add(SlackPost post) {
        posts.put(post.ts(), post);
    }

    JsonObject call(String method, Map<String, String> form, String url) throws Refused {
        String scope = SCOPES.get(method);
        if (scope == null) {
            throw new Refused("unknown_method");
        }
        if (!scopes.contains(scope)) {
            throw new Refused("missing_scope");
        }
        JsonObject answer = new JsonObject();
        switch (method) {
            case "chat.postMessage" -> said(post(form, timestamp(), form.get("thread_ts")), answer);
            case "chat.update" -> {
                SlackPost old = posts.get(form.getOrDefault("ts", ""));
                if (old == null || !old.channel().equals(form.get("channel"))) {
                    throw new Refused("message_not_found");
                }
                if (!old.ours()) {
                    throw new Refused("cant_update_message");
                }
                said(post(form, old.ts(), old.thread()), answer);
            }
            case "files.getUploadURLExternal" -> announce(form, url, answer);
            default -> complete(form, answer);
        }
        answer.addProperty("ok", true);
        return answer;
    }

    /** @return whether these are all bytes that were announced */
    boolean upload(String id, int length) {
        return files.replace(id, length, -1);
    }

    private SlackPost post(Map<String, String> form, String ts, @Nullable String thread) throws Refused {
        String channel = form.getOrDefault("channel", "");
        String text = form.getOrDefault("text", "");
        String blocks = form.getOrDefault("blocks", "");
        if (!channels.contains(channel)) {
            throw new Refused("channel_not_found");
        }
        if (text.isEmpty() && blocks.isEmpty()) {
            throw new Refused("no_text");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new Refused("msg_too_long");
        }
        if (!blocks.isEmpty()) {
            BlockRules.check(blocks);
        }
        return new SlackPost(channel, ts, thread, text, blocks, true);
    }

    private void said(SlackPost post, JsonObject answer) {
        add(post);
        answer.addProperty("channel", post.channel());
        answer.addProperty("ts", post.ts());
    }

    private void announce(Map<String, String> form, String url, JsonObject answer) throws Refused {
        if (form.getOrDefault("filename", "").isEmpty()
                || !form.getOrDefault("length", "").matches("[1-9]\\d{0,9}")) {
            throw new Refused("invalid_arguments");
        }
        String id = "F" + clock.incrementAndGet();
        files.put(id, Integer.valueOf(form.get("length")));
        answer.addProperty("upload_url", url + "/upload/" + id);
        answer.addProperty("file_id", id);
    }

    private void complete(Map<String, String> form, JsonObject answer) throws Refused {
        JsonObject file = JsonParser.parseString(form.getOrDefault("files", "[]"))
                .getAsJsonArray()
                .get(0)
                .getAsJsonObject();
        if (!Integer.valueOf(-1).equals(files.get(file.get("id").getAsString()))) {
            throw new Refused("file_not_found");
        }
        String channel = form.getOrDefault("channel_id", form.getOrDefault("channels", ""));
        if (!channels.contains(channel)) {
            throw new Refused("channel_not_found");
        }
        JsonArray stored = new JsonArray();
        stored.add(file);
        answer.add("files", stored);
    }
}
