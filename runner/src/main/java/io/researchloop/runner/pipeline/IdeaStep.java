package io.researchloop.runner.pipeline;

import io.researchloop.runner.agent.StepResult;
import io.researchloop.runner.directory.AtomicFile;
import io.researchloop.runner.directory.SprintDirectory;
import io.researchloop.runner.directory.ToolLog;
import io.researchloop.runner.protocol.IdeaCheck;
import io.researchloop.runner.protocol.IdeaReason;
import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.runner.protocol.Usage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Has the agent write the sprint's idea, asks again when it is of no use, and hands it on to all prompts. */
final class IdeaStep {
    private static final int MAX_EARLIER = 8 * 1024 * 1024;

    /** One call of the agent. */
    interface Agent {
        StepResult ask(Path prompt) throws IOException, InterruptedException;
    }

    private final IdeaTask task;
    private final SprintDirectory directory;
    private final ToolLog toolLog;
    private final StepControl control;

    IdeaStep(IdeaTask task, SprintDirectory directory, ToolLog toolLog, StepControl control) {
        this.task = task;
        this.directory = directory;
        this.toolLog = toolLog;
        this.control = control;
    }

    /** The result of the last call, with what all of them have spent. */
    StepResult run(Path prompt, Agent agent) throws IOException, InterruptedException {
        ScheduledExecutorService limit = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread thread = new Thread(work, "idea-limit");
            thread.setDaemon(true);
            return thread;
        });
        Future<?> unused = limit.schedule(this::late, task.seconds(), TimeUnit.SECONDS);
        try {
            return ask(prompt, agent);
        } finally {
            limit.shutdownNow();
        }
    }

    private void late() {
        control.stop(OutcomeKind.AGENT_FAILED, "The idea was not there after " + inWords(task.seconds()) + ".");
    }

    private static String inWords(long seconds) {
        return seconds % 60 == 0 ? seconds / 60 + (seconds == 60 ? " minute" : " minutes") : seconds + " s";
    }

    private StepResult ask(Path prompt, Agent agent) throws IOException, InterruptedException {
        List<String> earlier = earlier();
        String asked = new String(Files.readAllBytes(prompt), StandardCharsets.UTF_8);
        Usage spent = Usage.NONE;
        String fault = "";
        for (int number = 1; number <= task.tries(); number++) {
            forget();
            StepResult result = agent.ask(number == 1 ? prompt : again(asked, fault));
            spent = spent.plus(result.usage());
            if (result.outcome().kind() != OutcomeKind.COMPLETED) {
                return new StepResult(result.outcome(), result.sessionId(), spent, result.text());
            }
            String idea = written(result.text());
            fault = IdeaCheck.fault(idea, earlier).orElse("");
            if (fault.isEmpty()) {
                keep(idea);
                return new StepResult(result.outcome(), result.sessionId(), spent, idea);
            }
            toolLog.trouble("The idea of try " + number + " of " + task.tries() + " is of no use: " + fault + ".");
            forget();
            if (number == task.tries()) {
                return new StepResult(useless(fault), result.sessionId(), spent, "");
            }
        }
        throw new IllegalStateException("an idea is tried for at least once");
    }

    /** Puts the idea in place of its mark, wherever that stands. Repeats find no mark any more. */
    void spread() throws IOException {
        String idea = directory
                .head(SprintFiles.IDEA, IdeaCheck.LONGEST * 4)
                .orElse("")
                .strip();
        if (idea.isEmpty()) {
            return;
        }
        try (Stream<Path> prompts = Files.list(directory.resolve(SprintFiles.PROMPTS))) {
            for (Path prompt : prompts.filter(Files::isRegularFile).toList()) {
                replace(prompt, idea);
            }
        }
        Path context = directory.resolve(SprintFiles.CONTEXT);
        if (Files.isRegularFile(context)) {
            replace(context, idea);
        }
    }

    private void replace(Path file, String idea) throws IOException {
        String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        if (text.contains(task.mark())) {
            AtomicFile.replace(file, text.replace(task.mark(), idea));
        }
    }

    /** The file if the agent wrote one, else its last words. */
    private String written(String lastWords) {
        return directory
                .head(SprintFiles.IDEA, IdeaCheck.LONGEST * 8)
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .orElse(lastWords.strip());
    }

    private void forget() throws IOException {
        Files.deleteIfExists(directory.resolve(SprintFiles.IDEA));
        Files.deleteIfExists(directory.resolve(SprintFiles.IDEA_REASON));
    }

    private void keep(String idea) throws IOException {
        Optional<String> reason =
                directory.head(SprintFiles.IDEA_REASON, IdeaReason.LONGEST * 8).flatMap(IdeaReason::of);
        Path reasonFile = directory.resolve(SprintFiles.IDEA_REASON);
        if (reason.isPresent()) {
            AtomicFile.replaceDurably(reasonFile, reason.get() + "\n");
        } else {
            Files.deleteIfExists(reasonFile);
        }
        AtomicFile.replaceDurably(directory.resolve(SprintFiles.IDEA), idea + "\n");
        toolLog.line("The idea: " + idea + reason.map(why -> "\nWhy: " + why).orElse(""));
        spread();
    }

    private Path again(String asked, String fault) throws IOException {
        Path prompt = directory.resolve(SprintFiles.HOME + "/steps/" + Step.GENERATE_IDEA.name() + ".prompt.md");
        AtomicFile.replace(
                prompt,
                asked + "\n\n## Once more\n\nYour last answer cannot be used: " + fault + ". Write " + SprintFiles.IDEA
                        + " anew, with one idea that was not had before.\n");
        return prompt;
    }

    private Outcome useless(String fault) {
        return Outcome.of(
                OutcomeKind.AGENT_FAILED,
                "The agent was asked " + task.tries() + (task.tries() == 1 ? " time" : " times")
                        + " for an idea, and no answer can be used; of the last one, " + fault + ".");
    }

    private List<String> earlier() {
        return directory
                .head(SprintFiles.EARLIER_IDEAS, MAX_EARLIER)
                .map(text -> List.of(Json.read(text, String[].class)))
                .orElse(List.of());
    }
}
