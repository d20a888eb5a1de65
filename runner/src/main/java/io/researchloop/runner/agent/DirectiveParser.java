package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.OutcomeKind;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One directive's words to a {@link Directive}. */
final class DirectiveParser {
    private static final Pattern TIME = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,9})?)(ms|s|m|h)?");
    private static final List<String> KNOWN = List.of(
            "say",
            "write",
            "append",
            "run",
            "sleep",
            "cost",
            "tokens",
            "outcome",
            "fail",
            "idea",
            "why",
            "echo-prompt",
            "await-message",
            "hang",
            "ignore-term");

    private DirectiveParser() {}

    /** @param block the lines that follow a {@code write FILE <<END} or {@code idea <<END}; null where there is no such block */
    static Directive parse(String line, @Nullable String block) throws DirectiveFault {
        String[] words = line.split("\\s+", 2);
        String rest = words.length > 1 ? words[1].strip() : "";
        return switch (words[0]) {
            case "say" -> new Directive.Say(required(rest, "say TEXT"));
            case "write" -> write(rest, block, false);
            case "append" -> write(rest, block, true);
            case "run" -> new Directive.Run(required(rest, "run COMMAND"));
            case "sleep" -> new Directive.Sleep(requiredTime(rest, "sleep SECONDS, for example: sleep 0.2"));
            case "cost" -> new Directive.Cost(number(rest, "cost USD, for example: cost 0.05"));
            case "tokens" -> tokens(rest);
            case "outcome" -> outcome(rest);
            case "fail" -> new Directive.End(OutcomeKind.AGENT_FAILED, null, required(rest, "fail TEXT"));
            case "idea" ->
                new Directive.Idea(
                        required(block == null ? rest : block.strip(), "idea TEXT, or idea <<END and lines up to END"));
            case "why" -> new Directive.Why(required(rest, "why TEXT"));
            case "echo-prompt" -> new Directive.EchoPrompt(inside(required(rest, "echo-prompt FILE")));
            case "await-message" -> new Directive.AwaitMessage(rest.isEmpty() ? null : inside(rest));
            case "hang" -> nothingMore(rest, new Directive.Hang());
            case "ignore-term" -> nothingMore(rest, new Directive.IgnoreTerm());
            default -> throw new DirectiveFault("expected one of " + String.join(", ", KNOWN));
        };
    }

    private static Directive write(String rest, @Nullable String block, boolean append) throws DirectiveFault {
        String[] words = rest.split("\\s+", 2);
        String file = inside(required(words[0], "FILE TEXT, or FILE <<END and lines up to END"));
        if (block != null) {
            if (words.length > 1) {
                throw new DirectiveFault("expected one file name before <<");
            }
            return new Directive.Write(file, block, append);
        }
        return new Directive.Write(file, words.length > 1 ? words[1] + "\n" : "", append);
    }

    private static Directive tokens(String rest) throws DirectiveFault {
        if (!rest.matches("\\d{1,15}\\s+\\d{1,15}")) {
            throw new DirectiveFault("expected tokens READ WRITTEN, for example: tokens 1200 300");
        }
        String[] counts = rest.split("\\s+", 2);
        return new Directive.Tokens(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    private static Directive outcome(String rest) throws DirectiveFault {
        String[] words = rest.split("\\s+", 2);
        OutcomeKind kind = kind(words[0]);
        String detail = words.length > 1 ? words[1] : "";
        if (kind != OutcomeKind.USAGE_LIMITED || detail.isEmpty()) {
            return new Directive.End(kind, null, detail);
        }
        String[] timed = detail.split("\\s+", 2);
        Optional<Duration> resetsIn = time(timed[0]);
        return resetsIn.isEmpty()
                ? new Directive.End(kind, null, detail)
                : new Directive.End(kind, resetsIn.get(), timed.length > 1 ? timed[1] : "");
    }

    private static OutcomeKind kind(String word) throws DirectiveFault {
        for (OutcomeKind kind : OutcomeKind.values()) {
            if (kind.name().toLowerCase(Locale.ROOT).equals(word)) {
                return kind;
            }
        }
        throw new DirectiveFault("expected outcome KIND with one of "
                + Arrays.stream(OutcomeKind.values())
                        .map(kind -> kind.name().toLowerCase(Locale.ROOT))
                        .collect(Collectors.joining(", ")));
    }

    private static <T extends Directive> T nothingMore(String rest, T directive) throws DirectiveFault {
        if (!rest.isEmpty()) {
            throw new DirectiveFault("expected nothing after this word");
        }
        return directive;
    }

    private static String required(String text, String expected) throws DirectiveFault {
        if (text.isEmpty()) {
            throw new DirectiveFault("expected " + expected);
        }
        return text;
    }

    private static double number(String text, String expected) throws DirectiveFault {
        if (!text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
            throw new DirectiveFault("expected " + expected);
        }
        return Double.parseDouble(text);
    }

    private static Duration requiredTime(String text, String expected) throws DirectiveFault {
        return time(text).orElseThrow(() -> new DirectiveFault("expected " + expected));
    }

    private static Optional<Duration> time(String text) {
        Matcher matcher = TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2) == null ? "s" : matcher.group(2);
        double millis = Double.parseDouble(matcher.group(1))
                * switch (unit) {
                    case "ms" -> 1;
                    case "m" -> 60_000;
                    case "h" -> 3_600_000;
                    default -> 1_000;
                };
        return Optional.of(Duration.ofMillis(Math.round(millis)));
    }

    /** A script writes in its sprint's directory and nowhere else. */
    private static String inside(String file) throws DirectiveFault {
        try {
            Path path = Path.of(file).normalize();
            if (!path.isAbsolute() && !path.startsWith("..") && !path.toString().isEmpty()) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new DirectiveFault("expected a file name (" + e.getReason() + ")");
        }
        throw new DirectiveFault("expected a file inside the sprint's directory");
    }
}
