package io.researchloop.web.dashboard.log;

import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * What a reader wants of a log.
 *
 * @param find words that an entry must have, in either case; empty: any
 */
public record LogQuery(LogFilter show, String find) {
    private static final int LONGEST = 200;
    public static final LogQuery ALL = new LogQuery(LogFilter.ALL, "");

    public LogQuery {
        find = find.strip();
        find = find.length() > LONGEST ? find.substring(0, LONGEST) : find;
    }

    public static LogQuery of(@Nullable String show, @Nullable String find) {
        return show == null && find == null
                ? ALL
                : new LogQuery(LogFilter.of(show == null ? "" : show), find == null ? "" : find);
    }

    /** True if what it wants is so rare that the log has to be searched for it. */
    public boolean searches() {
        return !find.isEmpty() || show == LogFilter.ERRORS;
    }

    boolean wants(LogEntry entry) {
        if (!show.shows(entry)) {
            return false;
        }
        return find.isEmpty() || has(entry.text()) || has(entry.head()) || answered(entry);
    }

    /** True if a fold hides what was looked for. */
    public boolean opens(LogEntry entry) {
        if (find.isEmpty()) {
            return show == LogFilter.ERRORS;
        }
        return answered(entry) || (has(entry.text()) && !has(entry.brief()));
    }

    private boolean answered(LogEntry entry) {
        LogEntry.Answer answer = entry.answer();
        return answer != null && has(answer.text());
    }

    private boolean has(String text) {
        return at(text, 0) >= 0;
    }

    /** Without a copy in small letters, which may be of another length. */
    private int at(String text, int from) {
        char small = Character.toLowerCase(find.charAt(0));
        char capital = Character.toUpperCase(find.charAt(0));
        for (int i = from; i <= text.length() - find.length(); i++) {
            char c = text.charAt(i);
            if ((c == small || c == capital) && text.regionMatches(true, i, find, 0, find.length())) {
                return i;
            }
        }
        return -1;
    }

    /** The text as HTML, with the words that were looked for marked. */
    public String marked(String text) {
        if (find.isEmpty()) {
            return escaped(text);
        }
        StringBuilder html = new StringBuilder();
        int from = 0;
        for (int at = at(text, 0); at >= 0; at = at(text, from)) {
            html.append(escaped(text.substring(from, at)));
            from = at + find.length();
            html.append("<mark>").append(escaped(text.substring(at, from))).append("</mark>");
        }
        return html.append(escaped(text.substring(from))).toString();
    }

    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }

    /** The parameters of an address that shows the same, from its {@code ?} on; encoded. */
    public String parameters() {
        return parameters(show, null, null);
    }

    /** The same words, of another sort of entry. */
    public String parameters(LogFilter other) {
        return parameters(other, null, null);
    }

    /** @param place {@code from} or {@code before} an offset */
    public String parameters(String place, @Nullable Long offset) {
        return parameters(show, place, offset);
    }

    private String parameters(LogFilter filter, @Nullable String place, @Nullable Long offset) {
        UriComponentsBuilder address = UriComponentsBuilder.newInstance();
        if (filter != LogFilter.ALL) {
            address.queryParam("show", filter.word());
        }
        if (!find.isEmpty()) {
            address.queryParam("find", "{find}");
        }
        if (place != null) {
            address.queryParam(place, offset);
        }
        return address.encode().buildAndExpand(find).toUriString();
    }

    /** {@code Errors with “probe”}. */
    public String said() {
        String words = "“" + find + "”";
        return show == LogFilter.ALL ? words : show.title() + (find.isEmpty() ? "" : " with " + words);
    }
}
