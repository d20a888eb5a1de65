package io.researchloop.activities.sprint;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.config.AgentType;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.deployment.RunnerDeployment;
import io.researchloop.activities.deployment.RunnerOnCluster;
import io.researchloop.activities.prompt.PromptContext;
import io.researchloop.activities.prompt.PromptRenderer;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.store.Spending;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.TweakRow;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Writes what an attempt's job needs into the sprint's directory. Repeats write the same. */
@Component
final class SprintPreparation {
    static final String AGENT_SCRIPT = SprintFiles.HOME + "/agent.steps";
    static final int HEARTBEAT_SECONDS = 10;
    static final int IDEA_TRIES = 3;

    private final Configuration configuration;
    private final RunnerDeployment runner;
    private final RunnerToken tokens;
    private final CallbackAddress callback;
    private final Spending spending;
    private final PromptSource prompts;

    SprintPreparation(
            Configuration configuration,
            RunnerDeployment runner,
            RunnerToken tokens,
            CallbackAddress callback,
            Spending spending,
            PromptSource prompts) {
        this.configuration = configuration;
        this.runner = runner;
        this.tokens = tokens;
        this.callback = callback;
        this.spending = spending;
        this.prompts = prompts;
    }

    void prepare(ClusterAccess cluster, Owner owner, StudyConfig study, Job job, int attempt)
            throws InterruptedException {
        SprintDetail sprint = owner.sprint();
        Letter files = new Letter(new SprintDirectory(job.sprintDirectory()));
        Letter own = files.to(owner.attempts(job.sprintDirectory()));
        TweakRow tweak = owner.tweak();
        boolean withoutIdea = tweak == null && sprint.idea().isBlank();
        PromptContext prompt = prompts.of(
                owner,
                study,
                job.sprintDirectory(),
                withoutIdea ? mark(sprint.row().id()) : sprint.idea(),
                withoutIdea);
        PromptRenderer renderer = new PromptRenderer(configuration.promptsDir());
        if (tweak == null) {
            if (withoutIdea) {
                files.write(SprintFiles.EARLIER_IDEAS, Json.write(prompts.earlier(sprint.row())));
            } else {
                files.write(SprintFiles.IDEA, sprint.idea());
            }
            files.write(SprintFiles.CONTEXT, renderer.claudeMd(prompt));
            renderer.renderAll(prompt).forEach((step, text) -> files.write(SprintFiles.prompt(step), text));
        } else {
            own.write(SprintFiles.prompt("tweak"), renderer.tweak(prompt, tweak.number(), tweak.instruction()));
            keepReport(cluster, job.sprintDirectory(), tweak.number());
        }
        boolean scripted = sprint.row().agent().equals("scripted");
        if (scripted) {
            files.write(AGENT_SCRIPT, read(study.agentScript()));
        }
        files.writeSecret(SprintFiles.ENVIRONMENT, environment(cluster, sprint.row()));
        own.write(SprintFiles.plan(attempt), Json.write(plan(cluster, owner, study, attempt, scripted, withoutIdea)));
        own.write(SprintFiles.configuration(attempt), Json.write(ConfigurationSnapshot.of(configuration, study)));
        RunnerOnCluster program = runner.ensure(cluster);
        BatchScript script = new BatchScript(
                job, cluster.scheduler().directives(job), cluster.config().setup(), program.java(), program.jar());
        own.write(SprintFiles.batchScript(attempt), script.render());
        cluster.shell().write(files.content());
    }

    private RunnerPlan plan(
            ClusterAccess cluster, Owner owner, StudyConfig study, int attempt, boolean scripted, boolean withoutIdea) {
        SprintRow row = owner.row();
        boolean tweaks = owner.tweak() != null;
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
                maxCost(owner, study),
                study.stuckMinutes(),
                null,
                callback.from(cluster.config()).orElse(null),
                HEARTBEAT_SECONDS,
                tweaks ? owner.id() : null,
                tweaks ? row.sessionId() : null,
                withoutIdea
                        ? new IdeaTask(
                                mark(row.id()),
                                false,
                                IDEA_TRIES,
                                study.ideaLimit().toSeconds())
                        : null);
    }

    /** A text that nobody writes. */
    static String mark(String id) {
        return "[[the idea of " + id + ", which is not written yet]]";
    }

    /** What the study has left is a limit, too; what this sprint has spent already is not to be counted twice. */
    private @Nullable Double maxCost(Owner owner, StudyConfig study) {
        Double own = owner.maxCostUsd();
        Double left = study.budget().costLeft(spending.ofStudy(study.name()));
        if (left == null) {
            return own;
        }
        double all = owner.costUsd() + left;
        return own == null ? all : Math.min(own, all);
    }

    /** The report as it is before the tweak; a repeat, after the tweak has begun, keeps the first copy. */
    private static void keepReport(ClusterAccess cluster, String directory, int number) throws InterruptedException {
        String script = "cd -- \"$1\" || exit 1\n[ -f \"$2\" ] && [ ! -L \"$2\" ] || exit 0\n[ -e \"$3\" ] ||"
                + " { cp -p -- \"$2\" \"$3.new\" && mv -- \"$3.new\" \"$3\"; }\n";
        ShellResult result = cluster.shell()
                .run(ShellCommand.script(
                        script, List.of(directory, SprintFiles.REPORT, SprintFiles.reportVersion(number))));
        if (!result.ok()) {
            throw new SubmitRefused("The report could not be kept before the tweak: " + result.complaint());
        }
    }

    private String environment(ClusterAccess cluster, SprintRow row) {
        StringBuilder lines = new StringBuilder(environment(cluster));
        export(lines, SprintFiles.TOKEN_VARIABLE, tokens.tokenFor(row.id()));
        return lines.toString();
    }

    /** The cluster's own part of it. */
    static String environment(ClusterAccess cluster) {
        StringBuilder lines = new StringBuilder();
        cluster.config().environment().forEach((name, value) -> export(lines, name, value.value()));
        return lines.toString();
    }

    private static void export(StringBuilder lines, String name, String value) {
        lines.append("export ").append(name).append('=').append(quote(value)).append('\n');
    }

    static String read(@Nullable Path script) {
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
        private final List<FileWrite> content;

        Letter(SprintDirectory directory) {
            this(directory, new ArrayList<>());
        }

        private Letter(SprintDirectory directory, List<FileWrite> content) {
            this.directory = directory;
            this.content = content;
        }

        /** The same letter, with names that count from another directory. */
        Letter to(SprintDirectory other) {
            return new Letter(other, content);
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
