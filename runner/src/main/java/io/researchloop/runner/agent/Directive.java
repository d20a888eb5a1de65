package io.researchloop.runner.agent;

import io.researchloop.runner.protocol.OutcomeKind;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One thing that a {@link Script} does. The language is described at {@link ScriptParser}. */
sealed interface Directive {
    /** A line in the tool log, as an agent's own words. */
    record Say(String text) implements Directive {}

    /** {@code file} is relative to the sprint's directory and stays inside it. */
    record Write(String file, String text, boolean append) implements Directive {}

    record Run(String command) implements Directive {}

    record Sleep(Duration time) implements Directive {}

    record Cost(double usd) implements Directive {}

    record Tokens(long input, long output) implements Directive {}

    /** Ends the step. {@code resetsIn} only with {@link OutcomeKind#USAGE_LIMITED}. */
    record End(OutcomeKind kind, @Nullable Duration resetsIn, String detail) implements Directive {}

    /** The sprint's idea, unless it was had before or the step has an idea already. */
    record Idea(String text) implements Directive {}

    /** Why it is the idea before it, if that became the sprint's. */
    record Why(String text) implements Directive {}

    /** Copies the bytes of the prompt as they came. */
    record EchoPrompt(String file) implements Directive {}

    /** Waits for a person's message; writes it to a file if one is named. */
    record AwaitMessage(@Nullable String file) implements Directive {}

    /** Silence until the step is stopped. */
    record Hang() implements Directive {}

    /** From here on the step ends only by force, after the grace period. */
    record IgnoreTerm() implements Directive {}
}
