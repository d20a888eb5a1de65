package io.researchloop.web.dashboard;

import io.researchloop.activities.artifact.ArtifactFiles;
import io.researchloop.activities.store.ClusterStates;
import io.researchloop.activities.store.LiveProgress;
import io.researchloop.activities.store.NewSprint;
import io.researchloop.activities.store.SprintResults;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.runner.protocol.Heartbeat;
import io.researchloop.runner.protocol.Issues;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.StepReport;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.runner.protocol.Usage;
import io.researchloop.web.TestServer;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.SprintProjection;
import io.researchloop.workflows.model.SprintStatus;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A server's store with a sprint in every state, as the workflows and runners would have left it. */
final class Seed {
    static final String RUNNING = "sp-7c41d90e";
    static final String QUEUED = "sp-c60e9d12";
    static final String COMPLETED = "sp-2b90e1f4";
    static final String FAILED = "sp-e50b7712";
    static final String HOSTILE = "sp-bad0bad0";

    private final TestServer server;
    private final SprintStore sprints;
    private final Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    Seed(TestServer server) {
        this.server = server;
        this.sprints = server.bean(SprintStore.class);
    }

    void all() throws IOException {
        server.bean(ClusterStates.class).polled("here", now.minusSeconds(12));
        completed();
        failed();
        create(HOSTILE, "<script>alert(1)</script> <img src=x onerror=alert(1)> idea", Duration.ofMinutes(80));
        project(HOSTILE, 1, SprintStatus.CANCELLED, Duration.ofMinutes(70), Duration.ofMinutes(60), null, null);
        create(QUEUED, "Condition on wind stress: concatenation against cross-attention", Duration.ofMinutes(28));
        queue(QUEUED, Duration.ofMinutes(28));
        create("sp-77b1034d", "Tie encoder and decoder for the outer Matryoshka level only", Duration.ofMinutes(15));
        queue("sp-77b1034d", Duration.ofMinutes(15));
        running();
    }

    void running() {
        create(
                RUNNING,
                "TopK instead of L1 at equal L0 on the Matryoshka variant.\n\nCompare TopK with L1 at the same"
                        + " sparsity on GPT-2 small, layer 8; report absorption and probe F1 with a bootstrap interval.",
                Duration.ofMinutes(110));
        AttemptRecord first = new AttemptRecord(
                1,
                "4187309",
                ago(110),
                ago(105),
                ago(60),
                new AttemptEnd(
                        Outcome.of(
                                OutcomeKind.INTERRUPTED, "The scheduler took the node for a job of higher priority."),
                        new JobEnd(JobEnd.Cause.PREEMPTED, "PREEMPTED", 0, 15, "")));
        project(RUNNING, 1, SprintStatus.RUNNING, Duration.ofMinutes(105), null, null, first);
        sprints.project(new SprintProjection(
                RUNNING,
                2,
                SprintStatus.RUNNING,
                2,
                1,
                0,
                new JobRef("here", "4187723", JobRef.nameOf(RUNNING, 2)),
                45 * 60,
                ago(110),
                ago(105),
                ago(50),
                null,
                null,
                null,
                new AttemptRecord(2, "4187723", ago(58), ago(50), null, null)));
        heartbeat(RUNNING, 2, 1);
    }

    void heartbeat(String id, int attempt, long sequence) {
        server.bean(LiveProgress.class)
                .heartbeat(new Heartbeat(
                        id,
                        "red_team_1",
                        """

                === Research · 2026-11-23 16:31:02 UTC ===
                2026-11-23 16:31:10  Both issues of round 1 are mended. L0 is matched for each layer, no longer on average.
                2026-11-23 16:33:04  Read: findings.md
                2026-11-23 16:33:52  Bash: python check_l0.py --split probe --runs runs/topk_k64 runs/l1_4e-4
                2026-11-23 16:34:20  On the probe set L1 fires 12 %% more latents than TopK, so the two are not at equal L0 where it counts.

                === Red-team 1 · 2026-11-23 16:35:00 UTC ===
                2026-11-23 16:35:20  Edit: sweep_l1.py
                2026-11-23 16:38:31  Bash: python sweep_l1.py --target-l0 64 --seeds 3 # heartbeat %d
                """.formatted(sequence),
                        List.of("findings.md"),
                        "## Progress\n\n- [x] baseline\n- L0 matched per layer\n\n| run | L0 |\n|---|---:|\n| topk | 64.0 |\n",
                        "seed 0  λ=4.60e-4  L0=66.1\nseed 0  λ=4.92e-4  L0=64.2  done\n",
                        attempt,
                        sequence,
                        now,
                        "session",
                        "claude",
                        new Usage(3.64, 412_000, 18_200, 61),
                        4L,
                        List.of(
                                step("research", StepStatus.COMPLETED, 105, 20, 2.31),
                                step("red_team_1", StepStatus.RUNNING, 20, null, 0.41),
                                step("fix_1", StepStatus.PENDING, null, null, 0),
                                step("report", StepStatus.PENDING, null, null, 0),
                                step("summarize", StepStatus.PENDING, null, null, 0)),
                        null,
                        null,
                        null,
                        "gpu-a12"));
    }

    private void completed() throws IOException {
        create(
                COMPLETED,
                "Matryoshka widths 2k/8k/32k with the pairwise penalty on the inner level",
                Duration.ofHours(22));
        sprints.saveResults(
                COMPLETED,
                new SprintResults(
                        null,
                        "Nested widths and a pairwise penalty together remove most absorption.",
                        REPORT,
                        "# Findings\n\nAll five seeds agree.",
                        "{\"probe_f1\":{\"value\":0.912,\"direction\":\"up\"},\"absorption_rate\":{\"value\":0.19,\"direction\":\"down\"},\"l0\":63.7,\"dead_latents\":0.041}",
                        "session",
                        new Usage(4.12, 900_000, 41_000, 120),
                        List.of(
                                step("research", StepStatus.COMPLETED, 1300, 1188, 2.05),
                                step("red_team_1", 1188, 1177, 0.38, new Issues(1, 0, 2, 0, 0, 0, false)),
                                step("fix_1", 1177, 1146, 0.57, new Issues(1, 0, 2, 2, 0, 1, false)),
                                step("red_team_2", 1146, 1137, 0.33, new Issues(0, 0, 0, 0, 0, 0, true)),
                                step("report", StepStatus.COMPLETED, 1137, 1123, 0.61),
                                step("summarize", StepStatus.COMPLETED, 1123, 1122, 0.11))));
        project(
                COMPLETED,
                1,
                SprintStatus.COMPLETED,
                Duration.ofMinutes(1300),
                Duration.ofMinutes(1122),
                null,
                new AttemptRecord(
                        1,
                        "4185117",
                        ago(1304),
                        ago(1300),
                        ago(1122),
                        new AttemptEnd(
                                Outcome.completed(), new JobEnd(JobEnd.Cause.EXITED, "COMPLETED", 0, null, ""))));
        artifact(COMPLETED, "report.md", REPORT);
        artifact(COMPLETED, "findings.md", "# Findings\n\nAll five seeds agree.");
        artifact(
                COMPLETED,
                "red_team_round_1.md",
                "# Round 1\n\n## CRITICAL: the split leaks\n\nThe probe had seen the tokens.\n\n## MINOR: one model\n\n## MINOR: one layer");
        artifact(COMPLETED, "red_team_round_2.md", "NO CRITICAL ISSUES");
        artifact(COMPLETED, "metrics.json", "{}");
        artifact(COMPLETED, "provenance.json", """
                {"sprint_id": "sp-2b90e1f4", "prompts": {"fix_1": "Mend what was found.",\
                 "research": "Find out whether <b>nested</b> widths absorb less."},\
                 "model": "opus", "runner_sha256": "9f41c0de9f41c0de",\
                 "attempts": [{"number": 1, "batch_script": "#!/bin/bash && true",\
                 "configuration": {"commits": {"/home/me/absorption": "b81f2a7b81f2a7b8"}},\
                 "environment": {"host": "gpu-a03", "agent_version": "2.1.330 (Claude Code)",\
                 "modules": "cuda/12.4\\npython/3.12", "python_packages": "numpy==2.1.0\\ntorch==2.6.0"}}]}
                """);
        artifact(
                COMPLETED,
                "sprint_log.txt",
                "=== Research · 2026-11-23 16:31:02 UTC ===\n2026-11-23 16:31:10  Bash: ls\n".repeat(2500));
        artifact(COMPLETED, "results/probe-f1.svg", SVG);
        artifact(COMPLETED, "results/loss curves.svg", SVG);
    }

    void failed() throws IOException {
        create(FAILED, "131k latents on layer 12: the absorption curve at width", Duration.ofHours(8));
        JobEnd oom = new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "OUT_OF_MEMORY", 137, null, "");
        project(
                FAILED,
                1,
                SprintStatus.RUNNING,
                Duration.ofMinutes(460),
                null,
                null,
                new AttemptRecord(
                        1,
                        "4186551",
                        ago(463),
                        ago(460),
                        ago(386),
                        new AttemptEnd(
                                Outcome.of(OutcomeKind.AGENT_FAILED, "Killed with 64 GB in use."),
                                oom.with(new JobMemory(68_670_000_000L, 64L << 30)))));
        server.bean(LiveProgress.class)
                .heartbeat(new Heartbeat(
                        FAILED,
                        "research",
                        "2026-11-23 15:00:00  Bash: python cache.py\n",
                        List.of(),
                        null,
                        "[17:38:07] cache activations: layer 12, 131072 latents\n[17:39:20] 61% | 305/500 shards | rss 88.4 GB\n[17:39:51] 66% | 331/500 shards | rss 95.6 GB\nslurmstepd: error: Detected 1 oom_kill event in StepId=4186802.batch\n",
                        1,
                        1,
                        now.minus(Duration.ofMinutes(250)),
                        "session",
                        "claude",
                        new Usage(3.59, 100_000, 9_000, 30),
                        0L,
                        List.of(
                                step("research", StepStatus.FAILED, 460, 245, 3.52),
                                step("red_team_1", StepStatus.PENDING, null, null, 0),
                                step("report", StepStatus.PENDING, null, null, 0))));
        sprints.project(new SprintProjection(
                FAILED,
                2,
                SprintStatus.FAILED,
                2,
                1,
                0,
                new JobRef("here", "4186802", JobRef.nameOf(FAILED, 2)),
                215 * 60L,
                ago(463),
                ago(460),
                ago(376),
                ago(245),
                null,
                "SLURM ended the job because it used more memory than it had asked for: 64 GB in the first attempt, 96 GB in the second.",
                new AttemptRecord(
                        2,
                        "4186802",
                        ago(385),
                        ago(376),
                        ago(245),
                        new AttemptEnd(
                                Outcome.of(OutcomeKind.AGENT_FAILED, "Killed with 95.8 GB in use."),
                                oom.with(new JobMemory(102_863_405_056L, 96L << 30))))));
        artifact(FAILED, "job_output.log", "runner: attempt 2 begins\nslurmstepd: error: *** JOB 4186802 KILLED ***\n");
    }

    void failed(String id, Duration ago) {
        create(id, "An idea", ago.plusHours(1));
        project(id, 1, SprintStatus.FAILED, ago.plusMinutes(30), ago, "It broke.", null);
    }

    private void create(String id, String idea, Duration age) {
        sprints.create(new NewSprint(
                id,
                "grokking",
                "here",
                idea,
                "/scratch/rl/grokking/2026-11-23--18-21--" + id + "--topk-instead-of-l1",
                "claude",
                "opus",
                8.0,
                4 * 3600,
                5,
                60,
                Map.of("mem", "64G"),
                null,
                null,
                null,
                now.minus(age)));
    }

    private void queue(String id, Duration waits) {
        sprints.project(new SprintProjection(
                id, 1, SprintStatus.QUEUED, 0, 0, 0, null, 0, now.minus(waits), null, null, null, null, null, null));
    }

    private void project(
            String id,
            long revision,
            SprintStatus status,
            Duration started,
            @Nullable Duration ended,
            @Nullable String error,
            @Nullable AttemptRecord attempt) {
        long ran = ended == null ? 0 : started.minus(ended).toSeconds();
        sprints.project(new SprintProjection(
                id,
                revision,
                status,
                1,
                0,
                0,
                new JobRef("here", "418" + revision, JobRef.nameOf(id, 1)),
                ran,
                now.minus(started),
                now.minus(started),
                now.minus(started),
                ended == null ? null : now.minus(ended),
                null,
                error,
                attempt));
    }

    private StepReport step(String name, int startedMinutesAgo, int endedMinutesAgo, double cost, Issues issues) {
        StepReport ended = step(name, StepStatus.COMPLETED, startedMinutesAgo, endedMinutesAgo, cost);
        return new StepReport(name, ended.status(), 1, ended.startedAt(), ended.endedAt(), ended.usage(), issues);
    }

    private StepReport step(
            String name,
            StepStatus status,
            @Nullable Integer startedMinutesAgo,
            @Nullable Integer endedMinutesAgo,
            double cost) {
        return new StepReport(
                name,
                status,
                1,
                startedMinutesAgo == null ? null : ago(startedMinutesAgo),
                endedMinutesAgo == null ? null : ago(endedMinutesAgo),
                new Usage(cost, 0, 0, 1));
    }

    private Instant ago(int minutes) {
        return now.minus(Duration.ofMinutes(minutes));
    }

    private void artifact(String id, String name, String content) throws IOException {
        ArtifactFiles files = server.bean(ArtifactFiles.class);
        Path temporary = Files.write(files.newTemporary(), content.getBytes(StandardCharsets.UTF_8));
        files.keep(id, name, temporary, null);
    }

    static final String REPORT = """
            # Nested widths and a pairwise penalty together remove most absorption

            **In short.** A Matryoshka autoencoder with nested widths of 2k, 8k and 32k latents raises the first-letter
            probe F1 from 0.879 to 0.912 at equal L0.[^1] <script>alert('report')</script>

            ## Method

            Layer 8 of GPT-2 small, residual stream, `300 million` tokens.

            ```python
            loss = sum(mse(x, x_hat[m]) for m in widths) + lam * penalty(decoder)
            ```

            ## Results

            | Variant | Probe F1 | Absorption |
            |:---|---:|---:|
            | L1, 24k | 0.847 ± 0.006 | 0.42 |
            | **Matryoshka and penalty** | **0.912 ± 0.004** | **0.19** |

            ![Probe F1 during training](results/probe-f1.svg)

            ## Next

            Dead latents rose to 4.1 %. See [the curves](results/loss%20curves.svg) and [the paper](https://example.org/x).

            [^1]: Five seeds.
            """;

    private static final String SVG = """
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 150"><rect width="320" height="150" fill="#fff"/><polyline fill="none" stroke="#0a5ab8" stroke-width="3" points="10,130 60,90 120,60 200,45 310,30"/><text x="12" y="20" font-size="12">probe F1</text></svg>
            """;
}
