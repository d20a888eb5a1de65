package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.Agent;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerEvent;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.report.RetryPolicy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A sprint's directory as the orchestrator prepares it, and a look at what the runner leaves there. */
final class TestSprint {
    static final String ID = "sp-0123abcd";
    static final RetryPolicy QUICK = new RetryPolicy(
            Duration.ofMillis(20), Duration.ofMillis(100), Duration.ofSeconds(5), Duration.ofMillis(300));

    final Path root;

    @Nullable
    IdeaTask idea;

    int rounds = 2;

    @Nullable
    Double maxCostUsd;

    @Nullable
    Integer stuckMinutes;

    @Nullable
    Instant endsBy;

    @Nullable
    String url;

    InstantSource clock = InstantSource.system();

    TestSprint(Path root) throws IOException {
        this.root = root.toRealPath();
        Files.createDirectories(root.resolve(SprintFiles.HOME + "/prompts"));
        Files.createDirectories(root.resolve(SprintFiles.INBOX));
        Files.writeString(root.resolve(SprintFiles.IDEA), "Does it scale?\n");
        for (String step : List.of("research", "report", "summarize", "red_team_1", "fix_1", "red_team_2", "fix_2")) {
            Files.writeString(root.resolve(SprintFiles.prompt(step)), "Do the step " + step + ".");
        }
    }

    /** The sprint has no idea yet, and its prompts stand with the mark in its place. */
    TestSprint without(IdeaTask task) throws IOException {
        idea = task;
        Files.delete(root.resolve(SprintFiles.IDEA));
        for (String step : List.of("generate_idea", "research", "report")) {
            Files.writeString(root.resolve(SprintFiles.prompt(step)), "Do " + step + ": " + task.mark());
        }
        return this;
    }

    RunnerPlan plan(int attempt) {
        return new RunnerPlan(
                1,
                ID,
                attempt,
                "study",
                "fake",
                "",
                null,
                null,
                rounds,
                maxCostUsd,
                stuckMinutes,
                endsBy,
                url,
                1,
                null,
                null,
                idea);
    }

    Attempt attempt(int number, Agent agent) throws IOException {
        return new Attempt(
                plan(number),
                SprintDirectory.at(root),
                agent,
                new Surroundings(clock, System::nanoTime, QUICK, "secret"));
    }

    int run(int number, Agent agent) throws IOException, InterruptedException {
        return attempt(number, agent).run();
    }

    PipelineState state() throws IOException {
        return Json.read(read(SprintFiles.STATE), PipelineState.class);
    }

    Outcome outcome() throws IOException {
        return Objects.requireNonNull(state().outcome());
    }

    List<RunnerEvent> events() throws IOException {
        try (Stream<String> lines = Files.lines(root.resolve(SprintFiles.EVENTS))) {
            return lines.map(line -> Json.read(line, RunnerEvent.class)).toList();
        }
    }

    String read(String name) throws IOException {
        return Files.readString(root.resolve(name));
    }

    void write(String name, String text) throws IOException {
        Path file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    void put(Command command) throws IOException {
        Path temporary = Files.writeString(root.resolve("command.tmp"), Json.write(command));
        Files.move(temporary, root.resolve(SprintFiles.INBOX + "/" + command.id() + ".json"));
    }
}
