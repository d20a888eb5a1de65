package io.researchloop.web.dashboard.view;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The tool log's lines, told apart: steps as rules, tools with their command, the agent's words as text. */
public final class LogView {
    private static final Pattern HEADER =
            Pattern.compile("=== (.*?)(?: · (\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d) UTC)? ===");
    private static final Pattern TIMED =
            Pattern.compile("(\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d)  (.*)", Pattern.DOTALL);
    /** With the runner's mark before it any name is a tool's; without, only one that looks like it. */
    private static final Pattern TOOL = Pattern.compile(
            "(?:> (?<marked>\\w[\\w.-]{0,99}):|(?:→ |\\[)?(?<plain>[A-Z][A-Za-z]{2,20})(?:\\]|:)) (?<call>.*)",
            Pattern.DOTALL);

    private static final DateTimeFormatter STAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm:ss");

    private LogView() {}

    /**
     * One entry.
     *
     * @param kind {@code mark}, {@code tool}, or {@code say}
     * @param iso for the machine; null where the log has no time
     * @param head of a tool: its name
     */
    public record Entry(String kind, @Nullable String iso, String clock, String head, String text) {
        private static final int SHORT = 160;

        /** True for a call that is longer than a line: it opens on demand. */
        public boolean folded() {
            return kind.equals("tool") && text.length() > SHORT;
        }

        /** Its beginning. */
        public String brief() {
            return folded() ? text.substring(0, SHORT) + "…" : text;
        }
    }

    /** @param wholeFromStart false if the first line may be the end of a cut one, which is then left out */
    public static List<Entry> of(String log, boolean wholeFromStart, ZoneId zone) {
        List<Entry> entries = new ArrayList<>();
        List<String> lines = log.lines().toList();
        for (String line : wholeFromStart || lines.size() < 2 ? lines : lines.subList(1, lines.size())) {
            if (!line.isBlank()) {
                entries.add(entry(line, zone));
            }
        }
        return entries;
    }

    private static Entry entry(String line, ZoneId zone) {
        Matcher header = HEADER.matcher(line.strip());
        if (header.matches()) {
            return new Entry("mark", iso(header.group(2)), clock(header.group(2), zone), "", header.group(1));
        }
        Matcher timed = TIMED.matcher(line);
        String stamp = timed.matches() ? timed.group(1) : null;
        String text = stamp == null ? line : timed.group(2);
        Matcher tool = TOOL.matcher(text);
        if (!tool.matches()) {
            return new Entry("say", iso(stamp), clock(stamp, zone), "", text);
        }
        String name = tool.group("marked") == null ? tool.group("plain") : tool.group("marked");
        return new Entry("tool", iso(stamp), clock(stamp, zone), name, tool.group("call"));
    }

    private static @Nullable String iso(@Nullable String stamp) {
        return stamp == null ? null : stamp.replace(' ', 'T') + "Z";
    }

    private static String clock(@Nullable String stamp, ZoneId zone) {
        if (stamp == null) {
            return "";
        }
        try {
            return CLOCK.format(
                    LocalDateTime.parse(stamp, STAMP).atOffset(ZoneOffset.UTC).atZoneSameInstant(zone));
        } catch (DateTimeParseException e) {
            return stamp.substring(11);
        }
    }
}
