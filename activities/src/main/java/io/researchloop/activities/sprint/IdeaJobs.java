package io.researchloop.activities.sprint;

import io.researchloop.activities.cluster.ClusterAccess;
import io.researchloop.activities.cluster.Clusters;
import io.researchloop.activities.config.Configuration;
import io.researchloop.activities.config.StudyConfig;
import io.researchloop.activities.deployment.RunnerDeployment;
import io.researchloop.activities.deployment.RunnerOnCluster;
import io.researchloop.activities.prompt.PromptContext;
import io.researchloop.activities.prompt.PromptRenderer;
import io.researchloop.activities.scheduler.Job;
import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.scheduler.LocalScheduler;
import io.researchloop.activities.scheduler.SubmitRefused;
import io.researchloop.activities.store.LoopRow;
import io.researchloop.activities.transport.FileWrite;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.runner.protocol.IdeaReason;
import io.researchloop.runner.protocol.IdeaTask;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.PipelineState;
import io.researchloop.runner.protocol.RunnerPlan;
import io.researchloop.runner.protocol.SprintFiles;
import io.researchloop.workflows.loop.IdeaSource;
import io.researchloop.workflows.loop.LoopTurn;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Has an idea written where the agent is signed in, outside of any sprint: by the runner, as a process of its own on the
 * login node or on this machine. It outlives this server, and is found again by its directory.
 */
@Component
public final class IdeaJobs {
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final int LOOKS_PER_STATUS = 10;
    /** For the runner to start, and to end the agent when its time is over. */
    private static final Duration GRACE = Duration.ofMinutes(5);

    private static final int MAX_IDEA = 64 * 1024;
    private static final int MAX_REASON = 4 * 1024;
    private static final int MOST_ATTEMPTS = 20;
    private static final Duration LATER = Duration.ofMinutes(5);

    private final Configuration configuration;
    private final Clusters clusters;
    private final RunnerDeployment runner;
    private final PromptSource prompts;
    private final RemainsReader remains;
    private final Clock clock;

    IdeaJobs(
            Configuration configuration,
            Clusters clusters,
            RunnerDeployment runner,
            PromptSource prompts,
            RemainsReader remains,
            Clock clock) {
        this.configuration = configuration;
        this.clusters = clusters;
        this.runner = runner;
        this.prompts = prompts;
        this.remains = remains;
        this.clock = clock;
    }

    /**
     * Waits for the end. Called again for the same turn, it takes up the process that runs already.
     *
     * @param wanted asked now and then; once it is false the process is ended
     */
    public IdeaResult run(LoopRow loop, LoopTurn turn, BooleanSupplier wanted) throws InterruptedException {
        StudyConfig study = configuration
                .study(loop.studyName())
                .orElseThrow(() -> new SubmitRefused("The study " + loop.studyName() + " is not in "
                        + configuration.file() + " any more. Put it back, and resume the loop."));
        ClusterAccess site = loop.plan().ideaSource() == IdeaSource.ORCHESTRATOR
                ? clusters.orchestrator()
                : clusters.access(loop.cluster());
        String name = loop.id() + "-" + turn.position() + "-" + turn.number();
        SprintDirectory directory = new SprintDirectory(site.workingDir() + "/.researchloop/ideas/" + name);
        LocalScheduler scheduler = new LocalScheduler(site.config().name(), site.shell());
        while (wanted.getAsBoolean()) {
            int attempt = unended(site.shell(), directory);
            Job job = job(name, directory, attempt, study.ideaLimit(), null);
            prepare(site, loop, turn, study, directory, job, attempt);
            Job submitted = job(name, directory, attempt, study.ideaLimit(), scheduler.submit(job));
            String exit = directory.file(SprintFiles.exit(attempt));
            if (awaitEnd(site.shell(), scheduler, submitted, exit, wanted)) {
                return result(site.shell(), directory);
            }
            // Its machine went down, perhaps: another one begins.
            site.shell().write(List.of(FileWrite.text(exit, "lost\n")));
        }
        return IdeaResult.none("It is not wanted any more.", cost(site.shell(), directory));
    }

    /**
     * Waits until the job has ended, or ends it because nobody wants it any more.
     *
     * @return false if nobody does, or its processes are gone without a word
     */
    private boolean awaitEnd(RemoteShell shell, LocalScheduler scheduler, Job job, String exit, BooleanSupplier wanted)
            throws InterruptedException {
        for (int looks = 1; !hasEnded(shell, exit); looks++) {
            if (!wanted.getAsBoolean()) {
                scheduler.cancel(job);
                return false;
            }
            if (looks % LOOKS_PER_STATUS == 0 && isGone(shell, scheduler, job)) {
                return hasEnded(shell, exit);
            }
            Thread.sleep(LOOK.toMillis());
        }
        return true;
    }

    private boolean hasEnded(RemoteShell shell, String exit) {
        return remains.text(shell, exit, 16).isPresent();
    }

    private static boolean isGone(RemoteShell shell, LocalScheduler scheduler, Job job) throws InterruptedException {
        List<Job> one = List.of(job);
        JobStatus status = scheduler
                .parseQueue(one, shell.run(scheduler.queueCommand(one)))
                .getOrDefault(job, JobStatus.of(JobState.UNKNOWN));
        return status.state() == JobState.LOST || status.state() == JobState.ENDED;
    }

    private int unended(RemoteShell shell, SprintDirectory directory) {
        for (int attempt = 1; attempt < MOST_ATTEMPTS; attempt++) {
            if (!hasEnded(shell, directory.file(SprintFiles.exit(attempt)))) {
                return attempt;
            }
        }
        throw new SubmitRefused("The idea was tried for " + MOST_ATTEMPTS + " times; see " + directory.path());
    }

    private static Job job(String name, SprintDirectory directory, int attempt, Duration limit, @Nullable JobRef ref) {
        return new Job(
                name + "-" + attempt,
                directory.path(),
                directory.attempt(attempt),
                limit.plus(GRACE).toSeconds(),
                Map.of(),
                ref);
    }

    private void prepare(
            ClusterAccess site,
            LoopRow loop,
            LoopTurn turn,
            StudyConfig study,
            SprintDirectory directory,
            Job job,
            int attempt)
            throws InterruptedException {
        PromptRenderer renderer = new PromptRenderer(configuration.promptsDir());
        PromptContext prompt = prompts.of(loop, turn, study, directory.path(), SprintPreparation.mark(loop.id()));
        List<FileWrite> files = new ArrayList<>();
        files.add(FileWrite.text(
                directory.file(SprintFiles.prompt("generate_idea")),
                String.valueOf(renderer.renderAll(prompt).get("generate_idea"))));
        files.add(FileWrite.text(directory.file(SprintFiles.EARLIER_IDEAS), Json.write(prompts.earlier(loop))));
        boolean scripted = loop.agent().equals("scripted");
        if (scripted) {
            files.add(FileWrite.text(
                    directory.file(SprintPreparation.AGENT_SCRIPT), SprintPreparation.read(study.agentScript())));
        }
        files.add(FileWrite.secret(directory.file(SprintFiles.ENVIRONMENT), SprintPreparation.environment(site)));
        files.add(FileWrite.text(
                directory.file(SprintFiles.plan(attempt)), Json.write(plan(loop, study, attempt, scripted))));
        RunnerOnCluster program = runner.ensure(site);
        files.add(FileWrite.text(
                directory.file(SprintFiles.batchScript(attempt)),
                new BatchScript(job, "", site.config().setup(), program.java(), program.jar()).render()));
        site.shell().write(files);
    }

    private RunnerPlan plan(LoopRow loop, StudyConfig study, int attempt, boolean scripted) {
        return new RunnerPlan(
                RunnerPlan.VERSION,
                loop.id(),
                attempt,
                loop.studyName(),
                loop.agent(),
                configuration.claudeCommand(study),
                scripted ? SprintPreparation.AGENT_SCRIPT : null,
                loop.model(),
                0,
                loop.sprintCostUsd() == null ? study.maxCostUsd() : loop.sprintCostUsd(),
                study.stuckMinutes(),
                null,
                null,
                SprintPreparation.HEARTBEAT_SECONDS,
                null,
                null,
                new IdeaTask(
                        SprintPreparation.mark(loop.id()),
                        true,
                        SprintPreparation.IDEA_TRIES,
                        study.ideaLimit().toSeconds()));
    }

    private IdeaResult result(RemoteShell shell, SprintDirectory directory) {
        Optional<PipelineState> state = remains.state(shell, directory);
        double cost = cost(shell, directory);
        Outcome outcome = state.map(PipelineState::outcome)
                .orElse(Outcome.of(
                        OutcomeKind.RUNNER_FAILED,
                        "The runner ended without a word; see job.out below " + directory.path()));
        if (outcome.kind() == OutcomeKind.COMPLETED) {
            return remains.text(shell, directory.file(SprintFiles.IDEA), MAX_IDEA)
                    .map(String::strip)
                    .map(idea -> new IdeaResult(idea, reason(shell, directory), "", false, null, cost))
                    .orElse(IdeaResult.none("The runner left no idea in " + directory.path(), cost));
        }
        if (outcome.kind().resumable()) {
            return new IdeaResult(null, null, outcome.detail(), false, pause(outcome), cost);
        }
        if (outcome.kind() == OutcomeKind.NO_IDEA_LEFT) {
            return IdeaResult.noneLeft(outcome.detail(), cost);
        }
        return IdeaResult.none(outcome.detail(), cost);
    }

    private @Nullable String reason(RemoteShell shell, SprintDirectory directory) {
        return remains.text(shell, directory.file(SprintFiles.IDEA_REASON), MAX_REASON)
                .flatMap(IdeaReason::of)
                .orElse(null);
    }

    private Duration pause(Outcome outcome) {
        Instant resets = outcome.resetsAt();
        return resets == null ? LATER : Duration.between(clock.instant(), resets);
    }

    private double cost(RemoteShell shell, SprintDirectory directory) {
        return remains.state(shell, directory)
                .map(state -> state.usage().costUsd())
                .orElse(0.0);
    }
}
