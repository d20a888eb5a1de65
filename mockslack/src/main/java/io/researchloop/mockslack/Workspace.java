package io.researchloop.mockslack;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The workspace's channels and messages, and what its methods do with them. */
final class Workspace {
    private static final int LONGEST_TEXT = 40_000;
    private static final Map<String, String> SCOPES = Map.of(
            "chat.postMessage", "chat:write",
            "chat.update", "chat:write",
            "conversations.history", "channels:history",
            "conversations.replies", "channels:history",
            "reactions.add", "reactions:write",
            "reactions.remove", "reactions:write",
            "files.getUploadURLExternal", "files:write",
            "files.completeUploadExternal", "files:write");

    private static final Set<String> CHANNELS = Set.of("C1", "C2", "D1", "D2", "D9");

    private final AtomicInteger clock = new AtomicInteger(100_000);
    private final Map<String, SlackPost> posts = new ConcurrentHashMap<>();
    private final FileShelf files = new FileShelf();
    /** By the message's timestamp. */
    private final Map<String, Set<String>> reactions = new ConcurrentHashMap<>();

    final Set<String> channels = ConcurrentHashMap.newKeySet();
    final Set<String> scopes = ConcurrentHashMap.newKeySet();

    Workspace() {
        channels.addAll(CHANNELS);
        scopes.addAll(SCOPES.values());
    }

    /** Oldest first. */
    List<SlackPost> posts() {
        return posts.values().stream()
                .sorted(Comparator.comparing(SlackPost::ts))
                .toList();
    }

    String timestamp() {
        return Instant.now().getEpochSecond() + "." + clock.incrementAndGet();
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
            case "conversations.history" -> read(form, post -> post.thread() == null, answer);
            case "conversations.replies" -> {
                String root = form.getOrDefault("ts", "");
                if (!posts.containsKey(root)) {
                    throw new Refused("thread_not_found");
                }
                read(form, post -> post.root().equals(root), answer);
            }
            case "reactions.add", "reactions.remove" -> react(method, form);
            case "files.getUploadURLExternal" -> files.announce("F" + clock.incrementAndGet(), form, url, answer);
            default -> complete(form, answer);
        }
        answer.addProperty("ok", true);
        return answer;
    }

    FileShelf files() {
        return files;
    }

    Optional<SlackPost> post(String ts) {
        return Optional.ofNullable(posts.get(ts));
    }

    Set<String> reactions(String ts) {
        return Set.copyOf(reactions.getOrDefault(ts, Set.of()));
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
        return new SlackPost(channel, ts, thread, SlackPost.APP, text, blocks);
    }

    private void said(SlackPost post, JsonObject answer) {
        add(post);
        answer.addProperty("channel", post.channel());
        answer.addProperty("ts", post.ts());
    }

    /** Only what is newer than {@code oldest}; a thread's first message is told in any case. */
    private void read(Map<String, String> form, Predicate<SlackPost> which, JsonObject answer) throws Refused {
        String channel = form.getOrDefault("channel", "");
        if (!channels.contains(channel)) {
            throw new Refused("channel_not_found");
        }
        BigDecimal oldest = new BigDecimal(form.getOrDefault("oldest", "0"));
        JsonArray messages = new JsonArray();
        posts().stream()
                .filter(post -> post.channel().equals(channel) && which.test(post))
                .filter(post -> post.ts().equals(form.get("ts")) || new BigDecimal(post.ts()).compareTo(oldest) > 0)
                .map(SlackPost::json)
                .forEach(messages::add);
        files.shared().stream()
                .filter(file -> file.channel().equals(channel) && Objects.equals(file.thread(), form.get("ts")))
                .filter(file -> new BigDecimal(file.ts()).compareTo(oldest) > 0)
                .map(SlackFile::json)
                .forEach(messages::add);
        answer.add("messages", messages);
        answer.addProperty("has_more", false);
    }

    private void react(String method, Map<String, String> form) throws Refused {
        SlackPost post = posts.get(form.getOrDefault("timestamp", ""));
        if (post == null || !post.channel().equals(form.get("channel"))) {
            throw new Refused("message_not_found");
        }
        Set<String> standing = reactions.computeIfAbsent(post.ts(), ts -> ConcurrentHashMap.newKeySet());
        String name = form.getOrDefault("name", "");
        boolean add = method.equals("reactions.add");
        if (!(add ? standing.add(name) : standing.remove(name))) {
            throw new Refused(add ? "already_reacted" : "no_reaction");
        }
    }

    private void complete(Map<String, String> form, JsonObject answer) throws Refused {
        String channel = form.getOrDefault("channel_id", form.getOrDefault("channels", ""));
        if (!channels.contains(channel)) {
            throw new Refused("channel_not_found");
        }
        files.complete(channel, timestamp(), form, answer);
    }
}
