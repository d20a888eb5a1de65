package io.researchloop.runner.agent;

import io.researchloop.runner.agent.ClaudeResult.Spend;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Lines of {@code claude -p --output-format stream-json --verbose} to events, as captured from version 2.1.330. The
 * order of keys varies; a line that is not one whole JSON object, or of a type that we have no use for, gives nothing.
 */
final class ClaudeStreamParser {
    /** By tool-independent preference: what a command, a file or a question is, says what the tool does. */
    private static final List<String> TELLING_INPUTS =
            List.of("command", "file_path", "notebook_path", "pattern", "url", "query", "path", "description");

    private ClaudeStreamParser() {}

    static List<ClaudeEvent> parse(String line) {
        Optional<JsonView> parsed = JsonView.parse(line.strip());
        if (parsed.isEmpty()) {
            return List.of();
        }
        JsonView json = parsed.get();
        return switch (json.text("type", "")) {
            case "system" -> system(json);
            case "assistant" -> assistant(json);
            case "user" -> user(json);
            case "rate_limit_event" -> List.of(rateLimit(json.object("rate_limit_info")));
            case "result" -> List.of(new ClaudeEvent.Ended(result(json)));
            default -> List.of();
        };
    }

    private static List<ClaudeEvent> system(JsonView json) {
        return switch (json.text("subtype", "")) {
            case "init" -> {
                String session = json.text("session_id");
                yield session == null
                        ? List.of()
                        : List.of(new ClaudeEvent.SessionStarted(session, json.text("model", "unknown")));
            }
            case "api_retry" ->
                List.of(new ClaudeEvent.Retrying(
                        (int) json.count("attempt"),
                        (int) json.count("max_retries"),
                        json.count("retry_delay_ms"),
                        status(json, "error_status"),
                        json.text("error", "unknown")));
            case "background_tasks_changed" ->
                List.of(new ClaudeEvent.BackgroundTasks(json.list("tasks").size()));
            default -> List.of();
        };
    }

    private static List<ClaudeEvent> assistant(JsonView json) {
        List<ClaudeEvent> events = new ArrayList<>();
        JsonView message = json.object("message");
        String error = json.text("error");
        if (error != null) {
            events.add(new ClaudeEvent.Faulted(error));
            if (json.hasObject("api_error_params")) {
                JsonView limit = json.object("api_error_params").object("rate_limit_info");
                if (limit.has("status")) {
                    events.add(rateLimit(limit));
                }
            }
        }
        String id = message.text("id");
        if (id != null && !message.text("model", "").equals("<synthetic>")) {
            JsonView usage = message.object("usage");
            long input = usage.count("input_tokens")
                    + usage.count("cache_creation_input_tokens")
                    + usage.count("cache_read_input_tokens");
            events.add(new ClaudeEvent.ModelCalled(id, input, usage.count("output_tokens")));
        }
        for (JsonView block : message.list("content")) {
            switch (block.text("type", "")) {
                case "text" -> events.add(new ClaudeEvent.Said(block.text("text", "")));
                case "tool_use" ->
                    events.add(new ClaudeEvent.ToolUsed(
                            block.text("id", ""), block.text("name", "tool"), telling(block.object("input"))));
                default -> {
                    // Thinking and whatever else comes is in the raw stream; the tool log leaves it out.
                }
            }
        }
        return events;
    }

    private static List<ClaudeEvent> user(JsonView json) {
        List<ClaudeEvent> events = new ArrayList<>();
        for (JsonView block : json.object("message").list("content")) {
            if (block.text("type", "").equals("tool_result")) {
                events.add(new ClaudeEvent.ToolAnswered(
                        block.text("tool_use_id", ""), answer(block), block.is("is_error", true)));
            }
        }
        return events;
    }

    private static String answer(JsonView block) {
        String text = block.text("content");
        if (text != null) {
            return text;
        }
        List<String> texts = new ArrayList<>();
        for (JsonView part : block.list("content")) {
            texts.add(part.text("text", "(" + part.text("type", "something") + ")"));
        }
        return String.join("\n", texts);
    }

    private static String telling(JsonView input) {
        for (String name : TELLING_INPUTS) {
            String value = input.text(name);
            if (value != null) {
                return value;
            }
        }
        return input.toString();
    }

    private static ClaudeEvent.RateLimited rateLimit(JsonView info) {
        long resetsAt = info.count("resetsAt");
        boolean plausible = resetsAt > 0 && resetsAt < 253_402_300_800L;
        return new ClaudeEvent.RateLimited(
                info.text("status", "unknown").toLowerCase(Locale.ROOT),
                plausible ? Instant.ofEpochSecond(resetsAt) : null,
                info.text("rateLimitType", "unknown"));
    }

    private static ClaudeResult result(JsonView json) {
        return new ClaudeResult(
                json.text("subtype", ""),
                !json.is("is_error", false),
                json.text("terminal_reason"),
                json.text("api_error"),
                status(json, "api_error_status"),
                json.text("api_error_type"),
                json.text("result", ""),
                json.texts("errors"),
                json.text("session_id"),
                json.number("total_cost_usd"),
                json.hasObject("model_usage_since_last_result")
                        ? spend(json.object("model_usage_since_last_result"))
                        : null);
    }

    private static Spend spend(JsonView byModel) {
        Spend sum = Spend.NONE;
        for (JsonView model : byModel.objects()) {
            long input = model.count("inputTokens")
                    + model.count("cacheReadInputTokens")
                    + model.count("cacheCreationInputTokens");
            sum = sum.plus(new Spend(model.number("costUSD"), input, model.count("outputTokens")));
        }
        return sum;
    }

    private static @Nullable Integer status(JsonView json, String name) {
        return json.has(name) ? Integer.valueOf((int) json.count(name)) : null;
    }
}
