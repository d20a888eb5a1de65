package io.researchloop.web.dashboard.view;

import io.researchloop.activities.store.LiveView;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The last of what a sprint that failed has written, as evidence.
 *
 * @param of whose words they are
 */
public record FinalWords(String of, String text) {
    private static final int LINES = 12;
    private static final int CHARACTERS = 4_000;

    /**
     * The ends of the files that were collected; each is null if there is no such file. They are newer than what the last
     * heartbeat brought, which often came minutes before the end.
     */
    public record Collected(
            @Nullable String output,
            @Nullable String jobOutput,
            @Nullable String log) {
        static final Collected NOTHING = new Collected(null, null, null);
    }

    /** The script's words and its job's; the agent's only where neither said anything. */
    static List<FinalWords> of(Collected files, @Nullable LiveView live) {
        List<FinalWords> words = new ArrayList<>();
        add(words, "script’s output", files.output(), live == null ? null : live.outputTail());
        add(words, "job’s output", files.jobOutput(), null);
        if (words.isEmpty()) {
            add(words, "agent’s log", files.log(), live == null ? null : live.logTail());
        }
        return words;
    }

    private static void add(List<FinalWords> words, String of, @Nullable String file, @Nullable String heartbeat) {
        String text = last(file == null ? heartbeat : file);
        if (!text.isBlank()) {
            words.add(new FinalWords(of, text));
        }
    }

    private static String last(@Nullable String text) {
        if (text == null) {
            return "";
        }
        List<String> lines = text.stripTrailing().lines().toList();
        String end = String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        return end.length() <= CHARACTERS ? end : "…" + end.substring(end.length() - CHARACTERS);
    }
}
