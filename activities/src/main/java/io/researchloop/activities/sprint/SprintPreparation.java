package io.researchloop.activities.sprint;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.ContextAssembler;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.deployment.RunnerDeployment;
import io.researchloop.activities.deployment.RunnerOnCluster;
import io.researchloop.activities.prompt.PromptContext;
import io.researchloop.activities.prompt.PromptRenderer;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what an attempt's job needs into the sprint's directory. Repeats write the same. */
@Component
final class SprintPreparation {
    private static final String AGENT_SCRIPT = SprintFiles.HOME + "/agent.steps";
    private static final int HEARTBEAT_SECONDS = 10;

    private final Configuration configuration;
    private final RunnerDeployment runner;
    private final RunnerToken tokens;
    private final CallbackAddress callback;
    private final Spending spending;

    SprintPreparation(
            Configuration configuration,
            RunnerDeployment runner,
            RunnerToken tokens,
            CallbackAddress callback,
            Spending spending) {
        this.configuration = configuration;
        this.runner = runner;
        this.tokens = tokens;
        this.callback = callback;
        this.spending = spending;
    }

    void prepare(ClusterAccess cluster, SprintDetail sprint, StudyConfig study, Job job, int attempt)
            throws InterruptedException {
        Letter files = new Letter(new SprintDirectory(job.sprintDirectory()));
        PromptContext prompt = promptContext(sprint, study, job.sprintDirectory());
        PromptRenderer renderer = new PromptRenderer(configuration.promptsDir());
        files.write(SprintFiles.IDEA, sprint.idea());
        files.write(SprintFiles.CONTEXT, renderer.claudeMd(prompt));
        renderer.renderAll(prompt).forEach((step, text) -> files.write(SprintFiles.prompt(step), text));
        boolean scripted = sprint.row().agent().equals("scripted");
        if (scripted) {
            files.write(AGENT_SCRIPT, read(study.agentScript()));
        }
        files.writeSecret(SprintFiles.ENVIRONMENT, environment(cluster, sprint.row()));
        files.write(SprintFiles.plan(attempt), Json.write(plan(cluster, sprint.row(), study, attempt, scripted)));
        RunnerOnCluster program = runner.ensure(cluster);
        BatchScript script = new BatchScript(
                job, cluster.scheduler().directives(job), cluster.config().setup(), program.java(), program.jar());
        files.write(SprintFiles.batchScript(attempt), script.render());
        cluster.shell().write(files.content());
    }

    private PromptContext promptContext(SprintDetail sprint, StudyConfig study, String directory) {
        SprintRow row = sprint.row();
        return new PromptContext(
                row.studyName(),
                row.id(),
                sprint.idea(),
                new ContextAssembler(configuration).context(study),
                directory,
                study.redTeamMaxRounds(),
                Duration.ofSeconds(row.maxRunSeconds()),
                row.maxCostUsd());
    }

    private RunnerPlan plan(ClusterAccess cluster, SprintRow row, StudyConfig study, int attempt, boolean scripted) {
        return new RunnerPlan(
                RunnerPlan.VERSION,
                row.id(),
                attempt,
                row.studyName(),
                row.agent(),
                configuration.claudeCommand(study),
                scripted ? AGENT_SCRIPT : null,
                row.model(),
                study.redTeamMaxRounds(),
                maxCost(row, study),
                study.stuckMinutes(),
                null,
                callback.from(cluster.config()).orElse(null),
                HEARTBEAT_SECONDS);
    }

    /** What the study has left is a limit, too; what this sprint has spent already is not to be counted twice. */
    private @Nullable Double maxCost(SprintRow row, StudyConfig study) {
        Double own = row.maxCostUsd();
        Double left = study.budget().costLeft(spending.ofStudy(study.name()));
        if (left == null) {
            return own;
        }
        double all = row.costUsd() + left;
        return own == null ? all : Math.min(own, all);
    }

    private String environment(ClusterAccess cluster, SprintRow row) {
        StringBuilder lines = new StringBuilder();
        cluster.config().environment().forEach((name, value) -> export(lines, name, value.value()));
        export(lines, SprintFiles.TOKEN_VARIABLE, tokens.tokenFor(row.id()));
        return lines.toString();
    }

    private static void export(StringBuilder lines, String name, String value) {
        lines.append("export ").append(name).append('=').append(quote(value)).append('\n');
    }

    private static String read(@Nullable Path script) {
        if (script == null) {
            throw new IllegalArgumentException(
                    "The study runs the " + AgentType.SCRIPTED + " agent but has no agent_script");
        }
        try {
            return Files.readString(script);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the scripted agent's steps, " + script, e);
        }
    }

    /** All the files, to be sent at once. */
    private static final class Letter {
        private final SprintDirectory directory;
        private final List<FileWrite> content = new ArrayList<>();

        Letter(SprintDirectory directory) {
            this.directory = directory;
        }

        void write(String file, String text) {
            content.add(FileWrite.text(directory.file(file), text));
        }

        void writeSecret(String file, String text) {
            content.add(FileWrite.secret(directory.file(file), text));
        }

        List<FileWrite> content() {
            return content;
        }
    }
}
