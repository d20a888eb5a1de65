package io.researchloop.activities.notification;

import io.researchloop.activities.config.NotificationEvent;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A message in the two forms that ntfy takes. */
final class NtfyMessage {
    /** A longer one becomes a file of its own at the server (ntfy's "Limitations"). */
    private static final int MAX_MESSAGE_BYTES = 4096;

    /** Headers are no place for long texts: proxies refuse them at 8 KiB all together. */
    private static final int MAX_HEADER_BYTES = 1024;

    private static final int MAX_TITLE_BYTES = 250;
    private static final int SEQUENCE_LENGTH = 32;
    private static final int HIGH = 4;
    private static final int NORMAL = 3;
    private static final int LOW = 2;

    private NtfyMessage() {}

    /** @param sequence names the notice: a server of version 2.16 or later lets a repeat take the first one's place */
    record Form(
            String sequence,
            String title,
            String message,
            int priority,
            List<String> tags,
            @Nullable String click) {}

    private record Publication(
            String topic,
            String sequenceId,
            String title,
            String message,
            int priority,
            List<String> tags,
            @Nullable String click) {}

    static Form of(Message message) {
        String facts = message.facts().stream()
                .map(fact -> fact.name() + ": " + fact.value())
                .collect(Collectors.joining(" · "));
        String text = message.text() + (facts.isEmpty() ? "" : (message.text().isEmpty() ? "" : "\n\n") + facts);
        return new Form(
                sequence(message),
                cut(message.title(), MAX_TITLE_BYTES),
                cut(text, MAX_MESSAGE_BYTES),
                priority(message.event()),
                List.of(tag(message.event())),
                message.link());
    }

    /** Of letters and digits, 64 at most ("Updating notifications"); a notice's id has other signs. */
    private static String sequence(Message message) {
        return Sha256.of(message.noticeId()).substring(0, SEQUENCE_LENGTH);
    }

    static String json(String topic, Form form) {
        return Json.write(new Publication(
                topic, form.sequence(), form.title(), form.message(), form.priority(), form.tags(), form.click()));
    }

    static Map<String, String> headers(Form form) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("X-Sequence-ID", form.sequence());
        headers.put("Title", encoded(form.title()));
        headers.put("Message", encoded(cut(form.message(), MAX_HEADER_BYTES)));
        headers.put("Priority", String.valueOf(form.priority()));
        headers.put("Tags", String.join(",", form.tags()));
        if (form.click() != null) {
            headers.put("Click", form.click());
        }
        return headers;
    }

    /** As RFC 2047 has it, which ntfy decodes: headers have no other way to carry UTF-8 and line breaks. */
    private static String encoded(String text) {
        return "=?UTF-8?B?" + Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8)) + "?=";
    }

    private static int priority(NotificationEvent event) {
        return switch (event) {
            case FAILED, STUCK, LOOP_NEEDS_APPROVAL, BUDGET_100, CLUSTER_PAUSED -> HIGH;
            case COMPLETED, CANCELLED, USAGE_LIMITED, LOOP_FINISHED, LOOP_STOPPED, BUDGET_80, CLUSTER_BACK, TEST ->
                NORMAL;
            case STARTED -> LOW;
        };
    }

    /** ntfy shows these as emojis ("Tags & emojis"). */
    private static String tag(NotificationEvent event) {
        return switch (event) {
            case STARTED -> "arrow_forward";
            case COMPLETED, LOOP_FINISHED, CLUSTER_BACK -> "white_check_mark";
            case FAILED, STUCK -> "x";
            case CANCELLED, LOOP_STOPPED -> "stop_button";
            case USAGE_LIMITED -> "zzz";
            case LOOP_NEEDS_APPROVAL -> "raised_hand";
            case BUDGET_80, BUDGET_100 -> "moneybag";
            case CLUSTER_PAUSED -> "warning";
            case TEST -> "wave";
        };
    }

    /** To so many bytes of UTF-8 at most, between characters, and so that one sees it. */
    static String cut(String text, int maxBytes) {
        if (text.getBytes(StandardCharsets.UTF_8).length <= maxBytes) {
            return text;
        }
        int room = maxBytes - "…".getBytes(StandardCharsets.UTF_8).length;
        int end = 0;
        int used = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            used += Character.toString(character).getBytes(StandardCharsets.UTF_8).length;
            if (used > room) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end) + "…";
    }
}
