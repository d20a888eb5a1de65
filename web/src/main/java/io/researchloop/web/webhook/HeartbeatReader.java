package io.researchloop.web.webhook;

import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Reads a heartbeat as our runners write it, word by word: more of them come than of all else together, and to read one
 * is most of what it costs. Whatever is not as expected is left to {@link RunnerRequest}, which is more patient and says
 * what is wrong.
 */
final class HeartbeatReader {
    private static final JsonFactory JSON = new JsonFactory();

    private final JsonParser in;

    private @Nullable String sprintId;
    private @Nullable String phase;
    private @Nullable String logTail;
    private @Nullable List<String> recentFiles;
    private @Nullable String progress;
    private @Nullable String outputLog;
    private int attempt;
    private long sequence;
    private @Nullable Instant at;
    private @Nullable String sessionId;
    private @Nullable String agent;
    private @Nullable Usage usage;
    private @Nullable Long silentSeconds;
    private @Nullable List<StepReport> steps;
    private @Nullable String tweakId;
    private @Nullable String idea;
    private @Nullable String ideaReason;
    private @Nullable String node;

    private HeartbeatReader(JsonParser in) {
        this.in = in;
    }

    /** Empty if it is not as our runners write it. */
    static Optional<Heartbeat> read(byte[] body) {
        try (JsonParser in = JSON.createParser(ObjectReadContext.empty(), body)) {
            in.nextToken();
            Optional<Heartbeat> heartbeat = new HeartbeatReader(in).heartbeat();
            return in.nextToken() == null ? heartbeat : Optional.empty();
        } catch (JacksonException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private Optional<Heartbeat> heartbeat() {
        object(this::field);
        if (sprintId == null || phase == null) {
            return Optional.empty();
        }
        return Optional.of(new Heartbeat(
                sprintId,
                phase,
                logTail,
                recentFiles,
                progress,
                outputLog,
                attempt,
                sequence,
                at,
                sessionId,
                agent,
                usage,
                silentSeconds,
                steps,
                tweakId,
                idea,
                ideaReason,
                node));
    }

    private void field(String name) {
        switch (name) {
            case "sprint_id" -> sprintId = text();
            case "phase" -> phase = text();
            case "log_tail" -> logTail = text();
            case "recent_files" -> recentFiles = list(this::word);
            case "progress" -> progress = text();
            case "output_log" -> outputLog = text();
            case "attempt" -> attempt = small();
            case "sequence" -> sequence = whole();
            case "at" -> at = time();
            case "session_id" -> sessionId = text();
            case "agent" -> agent = text();
            case "usage" -> usage = isNull() ? null : new Spent().usage();
            case "silent_seconds" -> silentSeconds = isNull() ? null : whole();
            case "steps" -> steps = list(() -> new Step().report());
            case "tweak_id" -> tweakId = text();
            case "idea" -> idea = text();
            case "idea_reason" -> ideaReason = text();
            case "node" -> node = text();
            default -> in.skipChildren();
        }
    }

    private final class Spent {
        private double costUsd;
        private long inputTokens;
        private long outputTokens;
        private int turns;

        Usage usage() {
            object(name -> {
                switch (name) {
                    case "cost_usd" -> costUsd = number();
                    case "input_tokens" -> inputTokens = whole();
                    case "output_tokens" -> outputTokens = whole();
                    case "turns" -> turns = small();
                    default -> in.skipChildren();
                }
            });
            return new Usage(costUsd, inputTokens, outputTokens, turns);
        }
    }

    private final class Step {
        private @Nullable String name;
        private @Nullable StepStatus status;
        private int attempt;
        private @Nullable Instant startedAt;
        private @Nullable Instant endedAt;
        private @Nullable Usage usage;
        private @Nullable Issues issues;

        StepReport report() {
            object(field -> {
                switch (field) {
                    case "name" -> name = word();
                    case "status" -> status = StepStatus.valueOf(word().toUpperCase(Locale.ROOT));
                    case "attempt" -> attempt = small();
                    case "started_at" -> startedAt = time();
                    case "ended_at" -> endedAt = time();
                    case "usage" -> usage = new Spent().usage();
                    case "issues" -> issues = isNull() ? null : new Counted().issues();
                    default -> in.skipChildren();
                }
            });
            if (name == null || status == null || usage == null) {
                throw new IllegalArgumentException("an incomplete step");
            }
            return new StepReport(name, status, attempt, startedAt, endedAt, usage, issues);
        }
    }

    private final class Counted {
        private int critical;
        private int major;
        private int minor;
        private int fixed;
        private int limitations;
        private int refuted;
        private boolean nothingCritical;

        Issues issues() {
            object(name -> {
                switch (name) {
                    case "critical" -> critical = small();
                    case "major" -> major = small();
                    case "minor" -> minor = small();
                    case "fixed" -> fixed = small();
                    case "limitations" -> limitations = small();
                    case "refuted" -> refuted = small();
                    case "nothing_critical" -> nothingCritical = truth();
                    default -> in.skipChildren();
                }
            });
            return new Issues(critical, major, minor, fixed, limitations, refuted, nothingCritical);
        }
    }

    private void object(Consumer<String> field) {
        expect(JsonToken.START_OBJECT);
        for (String name = in.nextName(); name != null; name = in.nextName()) {
            in.nextToken();
            field.accept(name);
        }
        expect(JsonToken.END_OBJECT);
    }

    private <T> @Nullable List<T> list(Supplier<T> element) {
        if (isNull()) {
            return null;
        }
        expect(JsonToken.START_ARRAY);
        List<T> list = new ArrayList<>();
        while (in.nextToken() != JsonToken.END_ARRAY) {
            list.add(element.get());
        }
        return list;
    }

    private @Nullable String text() {
        return isNull() ? null : word();
    }

    private String word() {
        expect(JsonToken.VALUE_STRING);
        return in.getString();
    }

    private @Nullable Instant time() {
        return isNull() ? null : Instant.parse(word());
    }

    private long whole() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return in.getLongValue();
    }

    private int small() {
        expect(JsonToken.VALUE_NUMBER_INT);
        return in.getIntValue();
    }

    private double number() {
        if (in.currentToken() != JsonToken.VALUE_NUMBER_FLOAT) {
            expect(JsonToken.VALUE_NUMBER_INT);
        }
        return in.getDoubleValue();
    }

    private boolean truth() {
        if (in.currentToken() != JsonToken.VALUE_TRUE) {
            expect(JsonToken.VALUE_FALSE);
        }
        return in.currentToken() == JsonToken.VALUE_TRUE;
    }

    private boolean isNull() {
        return in.currentToken() == JsonToken.VALUE_NULL;
    }

    private void expect(JsonToken token) {
        if (in.currentToken() != token) {
            throw new IllegalArgumentException("expected " + token + ", found " + in.currentToken());
        }
    }
}
