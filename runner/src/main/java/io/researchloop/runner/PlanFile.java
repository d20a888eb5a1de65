package io.researchloop.runner;

import com.google.gson.JsonParseException;
import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Reads a plan and refuses one that could not be carried out as it stands. */
final class PlanFile {
    private PlanFile() {}

    /** @throws IOException with what is wrong, in words for whoever wrote the plan */
    static RunnerPlan read(Path file) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        RunnerPlan plan;
        try {
            plan = Json.read(text, RunnerPlan.class);
        } catch (JsonParseException e) {
            throw new IOException(file + " is no plan: " + e.getMessage(), e);
        }
        check(plan.version() == RunnerPlan.VERSION, file, "version", RunnerPlan.VERSION, plan.version());
        check(plan.sprintId() != null && !plan.sprintId().isBlank(), file, "sprint_id", "an id", plan.sprintId());
        check(plan.agent() != null && !plan.agent().isBlank(), file, "agent", "a name", plan.agent());
        check(
                file.toRealPath().endsWith(SprintFiles.plan(plan.attempt())),
                file,
                "attempt",
                "the number in its path",
                plan.attempt());
        check(plan.redTeamMaxRounds() >= 0, file, "red_team_max_rounds", "0 or more", plan.redTeamMaxRounds());
        int seconds = plan.heartbeatSeconds();
        check(seconds >= 1 && seconds <= 300, file, "heartbeat_seconds", "1 to 300", seconds);
        IdeaTask idea = plan.idea();
        if (idea != null) {
            check(idea.mark() != null && !idea.mark().isBlank(), file, "idea.mark", "a text", idea.mark());
            check(idea.tries() >= 1 && idea.tries() <= 10, file, "idea.tries", "1 to 10", idea.tries());
            check(idea.seconds() >= 1, file, "idea.seconds", "1 or more", idea.seconds());
        }
        String url = plan.orchestratorUrl();
        check(url == null || url.isBlank() || isHttp(url), file, "orchestrator_url", "an http or https URL", url);
        return plan;
    }

    private static boolean isHttp(String url) {
        try {
            URI uri = URI.create(url);
            return uri.getHost() != null && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static void check(boolean valid, Path file, String field, Object expected, @Nullable Object found)
            throws IOException {
        if (!valid) {
            throw new IOException(file + ": " + field + " should be " + expected + ", found " + found);
        }
    }
}
