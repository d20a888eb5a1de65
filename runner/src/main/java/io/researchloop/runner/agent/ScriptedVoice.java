package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.LogMark;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What the scripted agent tells the world: a labelled tool log and a stream of JSON lines. */
final class ScriptedVoice implements AutoCloseable {
    private static final String PREFIX = "[" + ScriptedAgent.LABEL + "] ";

    private static final String RUN = "run";

    private final StreamFile stream;
    private final StepRequest request;
    private final AgentListener listener;
    private final Clock clock;

    private ScriptedVoice(StreamFile stream, StepRequest request, AgentListener listener, Clock clock) {
        this.stream = stream;
        this.request = request;
        this.listener = listener;
        this.clock = clock;
    }

    static ScriptedVoice open(StepRequest request, AgentListener listener, Clock clock) throws IOException {
        return new ScriptedVoice(StreamFile.append(request.stream()), request, listener, clock);
    }

    void begin(String session, int attempt) throws IOException {
        tell("begin", "step " + request.step() + ", attempt " + attempt + ", session " + session, null);
    }

    void say(String text) throws IOException {
        tell("say", text, null);
    }

    void did(String verb, String object) throws IOException {
        tell(verb, verb + " " + object, null);
    }

    /** A command begins; what it prints follows it in the log as it comes. */
    void calls(String command) throws IOException {
        listener.alive();
        listener.log(LogMark.call(RUN, oneLine(command)));
        record(RUN, command, null);
    }

    /** A line that a command printed: its own words, so it goes without the label. */
    void output(String line) throws IOException {
        listener.alive();
        listener.log(LogMark.INDENT + line);
        record("output", line, null);
    }

    /** A command has ended; all that it had to say was said. */
    void called(String command, boolean failed) throws IOException {
        listener.log(LogMark.answer(RUN, failed, 0, oneLine(command)));
        record("ran", failed ? "failed" : "succeeded", null);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s*\\R\\s*", " ⏎ ");
    }

    void end(Outcome outcome, Usage usage) throws IOException {
        String kind = outcome.kind().name().toLowerCase(Locale.ROOT);
        tell(
                "end",
                "step " + request.step() + ": " + kind + (outcome.detail().isEmpty() ? "" : ", " + outcome.detail()),
                usage);
    }

    private void tell(String event, String text, @Nullable Usage usage) throws IOException {
        listener.alive();
        text.lines().forEach(line -> listener.log(PREFIX + line));
        record(event, text, usage);
    }

    private void record(String event, String text, @Nullable Usage usage) throws IOException {
        stream.line(Json.write(new Event(event, ScriptedAgent.LABEL, request.step(), text, usage, clock.instant())));
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }

    private record Event(
            String type,
            String agent,
            String step,
            String text,
            @Nullable Usage usage,
            Instant at) {}
}
