package io.researchloop.web.slack;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a person wants, in one message. */
sealed interface SlackCommand {
    record RunSprint(String study, String idea) implements SlackCommand {}

    /** @param study null: of all studies */
    record ListSprints(@Nullable String study) implements SlackCommand {}

    record ShowSprint(String id) implements SlackCommand {}

    record CancelSprint(String id) implements SlackCommand {}

    /** @param count null: as usual */
    record StartLoop(String study, @Nullable Integer count, String context) implements SlackCommand {}

    record LoopStatus() implements SlackCommand {}

    record StopLoop(String id) implements SlackCommand {}

    record Status() implements SlackCommand {}

    record AuthStatus() implements SlackCommand {}

    record Help() implements SlackCommand {}

    /** A command that lacks something. */
    record Incomplete(String usage) implements SlackCommand {}

    /** Talk. */
    record Talk(String text) implements SlackCommand {}

    Pattern MENTION = Pattern.compile("<@[A-Z0-9]+(\\|[^>]*)?>");
    Pattern QUOTED = Pattern.compile("^(?:\"([^\"]+)\"|“([^”]+)”|(\\S+))\\s*(.*)$", Pattern.DOTALL);

    /** Reads a message as Slack sends it: with mentions, and with {@code &}, {@code <} and {@code >} escaped. */
    static SlackCommand read(String message) {
        String text = MENTION.matcher(message).replaceAll(" ").strip();
        text = SlackText.typed(text);
        String[] words = text.split("\\s+", 3);
        String first = words[0].toLowerCase(Locale.ROOT);
        String second = words.length > 1 ? words[1].toLowerCase(Locale.ROOT) : "";
        String rest = words.length > 2 ? words[2].strip() : "";
        return switch (first) {
            case "" -> new Help();
            case "help" -> words.length == 1 ? new Help() : new Talk(text);
            case "status" -> words.length == 1 ? new Status() : new Talk(text);
            case "auth" -> second.equals("status") ? new AuthStatus() : new Talk(text);
            case "sprint" -> sprint(second, rest, text);
            case "loop" -> loop(second, rest, text);
            default -> new Talk(text);
        };
    }

    private static SlackCommand sprint(String verb, String rest, String text) {
        return switch (verb) {
            case "run" -> {
                List<String> parts = studyAndRest(rest);
                yield parts.isEmpty() || parts.get(1).isBlank()
                        ? new Incomplete("sprint run STUDY IDEA")
                        : new RunSprint(parts.get(0), parts.get(1));
            }
            case "list" -> new ListSprints(rest.isBlank() ? null : rest);
            case "show" -> rest.isBlank() ? new Incomplete("sprint show ID") : new ShowSprint(rest);
            case "cancel" -> rest.isBlank() ? new Incomplete("sprint cancel ID") : new CancelSprint(rest);
            default -> new Talk(text);
        };
    }

    private static SlackCommand loop(String verb, String rest, String text) {
        return switch (verb) {
            case "start" -> {
                List<String> parts = studyAndRest(rest);
                if (parts.isEmpty()) {
                    yield new Incomplete("loop start STUDY [NUMBER] [WHAT IT IS ABOUT]");
                }
                Matcher number = Pattern.compile("^(-?\\d{1,9})(?:\\s+(.*))?$", Pattern.DOTALL)
                        .matcher(parts.get(1));
                yield number.matches()
                        ? new StartLoop(
                                parts.get(0),
                                Integer.valueOf(number.group(1)),
                                number.group(2) == null ? "" : number.group(2))
                        : new StartLoop(parts.get(0), null, parts.get(1));
            }
            case "status", "list" -> new LoopStatus();
            case "stop" -> rest.isBlank() ? new Incomplete("loop stop ID") : new StopLoop(rest);
            default -> new Talk(text);
        };
    }

    /** A name, in quotes if it has spaces, and what follows as it was typed. */
    private static List<String> studyAndRest(String text) {
        Matcher parts = QUOTED.matcher(text.strip());
        if (!parts.matches()) {
            return List.of();
        }
        String name =
                parts.group(1) != null ? parts.group(1) : parts.group(2) != null ? parts.group(2) : parts.group(3);
        return List.of(name, parts.group(4).strip());
    }
}
