package io.researchloop.runner.agent;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The captured streams beside this class. */
final class ClaudeFixtures {
    static final List<String> FAILURES = List.of(
            "bad-key",
            "credit-too-low",
            "max-budget",
            "max-turns",
            "no-route",
            "not-logged-in",
            "overloaded",
            "rate-limit-api-key",
            "resume-unknown",
            "usage-limit-oauth");

    private ClaudeFixtures() {}

    static List<String> lines(String name) {
        String file = "claude/claude-2.1.330-" + name + ".jsonl";
        try (InputStream in = ClaudeFixtures.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no fixture " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
