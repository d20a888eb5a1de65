package io.researchloop.e2e;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Everything that the dashboard has a page for, brought about once on one server: sprints and loops in each state, by the
 * scripted agent. What is listed together is made one after the other, so that lists have the same order in every run.
 */
record PageStates(
        String completed,
        String other,
        String failed,
        String cancelled,
        String running,
        String submitted,
        String queued,
        Loops loops) {
    record Loops(String ended, String waiting, String running, String paused, String stopped, String failed) {}

    /** Sixty-four by thirty-two points: a curve. */
    private static final String IMAGE =
            "iVBORw0KGgoAAAANSUhEUgAAAEAAAAAgCAMAAACVQ462AAAABlBMVEUeUKr19fDhB7pRAAAAcElEQVR42sWVQ"
                    + "Q7AIAzDzP8/Pe0EmhCjMRK9OxUlTWmyuCrAWwpOBRjLwOUZzBpj4G2B1ZOp0IEP/oeN/WqsUbA2Y4Fny1R1KFM8XedkPfjieaCEy40NFzovM"
                    + "tFkG6p9F1Cxjot2yR8RkKfNHsf7Ag/VbQdB3ZNY4gAAAABJRU5ErkJggg==";

    /** The second sprint of the study, and every further one, does better than the one before. */
    private static final String RESULTS = """
            run n=$(ls -d ../*--sp-* | wc -l); echo "{\\"accuracy\\": {\\"value\\": 0.8$n, \\"direction\\": \\"max\\"}, \\
            \\"seeds\\": 5}" > metrics.json
            """.replace("\\\n", "");

    private static final String STEPS = """
            [research]
            say Three depths, two rates.
            cost 0.04
            tokens 1200 300
            write progress.md <<END
            # Progress
            - Asked **three** depths at two rates.
            END
            run mkdir -p results; echo %s | base64 -d > results/curve.png; echo depth 4, rate 0.1: 0.88
            write findings.md <<END
            # Findings
            The deepest one wins.
            END
            [red_team_*]
            cost 0.02
            write red_team_round_1.md <<END
            # Red team, round 1
            ## CRITICAL: one seed
            Repeat it.
            ## MINOR: no title on the plot
            It has room for one.
            END
            [fix_*]
            write fixes_round_1.md <<END
            ## CRITICAL: one seed
            Repeated with five seeds.
            State: FIXED
            ## MINOR: no title on the plot
            The caption says it.
            State: REFUTED
            END
            [report]
            %s
            write report.md <<END
            # Depth against rate

            ![Accuracy by depth](results/curve.png)

            ## Numbers

            | Depth | Rate | Accuracy |
            |------:|-----:|---------:|
            | 4     | 0.1  | 0.88     |
            | 8     | 0.01 | 0.91     |

            ## What it means

            Depth helps, and `rate` hardly matters.

            ## Limits

            Five seeds, one data set.
            END
            [summarize]
            write summary.txt Depth helps: 0.91 against 0.88, over five seeds.
            [tweak]
            run while test -e hold; do sleep 0.1; done
            cost 0.25
            append report.md Redrawn.
            """.formatted(IMAGE, RESULTS.strip());

    private static final String IDEA =
            "[generate_idea]\nrun echo \"Follow up on sample sp-$(od -An -N4 -tx4 /dev/urandom | tr -d ' ')\" > idea.txt\n";

    private static final String FAILING =
            IDEA + "[default]\nsay Looking for the data.\nfail The data set is not where the study says it is\n";

    private static final String HANGING = IDEA + "[default]\nsay Waiting for the data.\nhang\n";

    private static final String CHAIN = IDEA
            + "run echo 'The sample before it left this open (table 3).' > idea_reason.txt\n[report]\n" + RESULTS
            + "write report.md # What the sample shows\n[default]\ncost 0.01\nsay At work.\n";

    private static final String CONFIGURATION = """
            description = "Does depth help more than rate?"
            context = "Two data sets lie in the folder of the study."
            max_cost_usd = 2
            budget_usd = 20
            %s
            [[study]]
            name = "untried"
            cluster = "elsewhere"
            [[cluster]]
            name = "narrow"
            scheduler_type = "local"
            max_concurrent_jobs = 1
            [[cluster]]
            name = "elsewhere"
            scheduler_type = "slurm"
            host = "127.0.0.1"
            port = 9
            user = "me"
            working_dir = "/scratch/me"
            [cluster.job_options]
            mem = "16G"
            """.formatted(study("failing", "here", "max_attempts = 1")
            + study("hanging", "here", "")
            + study("chain", "here", "")
            + study("crowded", "narrow", "agent_script = \"hanging.steps\""));

    private static String study(String name, String cluster, String more) {
        return "[[study]]\nname = \"" + name + "\"\ncluster = \"" + cluster + "\"\nagent = \"scripted\"\n"
                + (more.contains("agent_script") ? "" : "agent_script = \"" + name + ".steps\"\n") + more + "\n";
    }

    /** What the server has to know before it starts. */
    static void prepare(Project project) {
        project.engine("in-memory").jobs(12).steps(STEPS).study(CONFIGURATION).write();
        try {
            Path folder = project.directory();
            Files.writeString(folder.resolve("failing.steps"), FAILING);
            Files.writeString(folder.resolve("hanging.steps"), HANGING);
            Files.writeString(folder.resolve("chain.steps"), CHAIN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PageStates make(Api api) {
        String completed = api.create("Does depth help more than rate?");
        api.await(completed, "completed");
        String other = api.create("Does depth help on the other data set, too?");
        api.await(other, "completed");
        String failed = api.create("Is the data there?", Map.of("study_name", "failing"));
        api.await(failed, "failed");
        String cancelled = hanging(api, "Is it worth the wait?");
        api.cancel(cancelled);
        api.await(cancelled, "cancelled");
        Loops loops = loops(api);
        String running = hanging(api, "Will the data come?");
        String submitted = api.create("Is one enough?", Map.of("study_name", "crowded"));
        api.await(submitted, "running");
        String queued = api.create("Are two too many?", Map.of("study_name", "crowded"));
        api.await(queued, "queued");
        return new PageStates(completed, other, failed, cancelled, running, submitted, queued, loops);
    }

    private static Loops loops(Api api) {
        String waiting = loop(api, "chain", "\"count\":3,\"approve_ideas\":true,\"context\":\"Only what is cheap.\"");
        api.awaitLoop(waiting, loop -> loop.text("waiting_for_approval").equals("1"));
        String ended = loop(
                api,
                "chain",
                "\"count\":2,\"metric\":\"accuracy\",\"direction\":\"max\",\"target\":0.99,\"max_cost_usd\":5,"
                        + "\"context\":\"Only what can be measured in a minute.\"");
        api.awaitLoopEnd(ended);
        String failed = loop(api, "failing", "\"count\":2");
        api.awaitLoopEnd(failed);
        String stopped = hangingLoop(api);
        api.post("/api/loops/" + stopped + "/stop", "{\"now\":true}").expect(200);
        api.awaitLoopEnd(stopped);
        String paused = hangingLoop(api);
        api.post("/api/loops/" + paused + "/pause", "").expect(200);
        String running = hangingLoop(api);
        return new Loops(ended, waiting, running, paused, stopped, failed);
    }

    private static String hangingLoop(Api api) {
        String id = loop(api, "hanging", "\"count\":3");
        String sprint =
                api.awaitLoop(id, loop -> !loop.sprints().isEmpty()).sprints().get(0);
        api.await(sprint, "running");
        awaitStep(api, sprint, "research");
        return id;
    }

    private static String hanging(Api api, String idea) {
        String id = api.create(idea, Map.of("study_name", "hanging"));
        api.await(id, "running");
        awaitStep(api, id, "research");
        awaitTurn(api, id);
        return id;
    }

    /** A step is heard of when it begins; that its agent took a turn comes with a later heartbeat. */
    private static void awaitTurn(Api api, String sprint) {
        Until.holds(
                "a turn of " + sprint, () -> !api.sprint(sprint).text("turns").equals("0"));
    }

    /** Until the step is on the sprint's page. */
    static void awaitStep(Api api, String sprint, String step) {
        Until.holds(step + " of " + sprint, () -> api.sprint(sprint).steps().stream()
                .anyMatch(each -> each.get("name").getAsString().equals(step)));
    }

    /** A finished sprint with a tweak that is done and one that is at work. */
    void tweak(Api api) {
        awaitTweak(api, beginTweak(api, "Draw the curve anew."), "completed");
        try {
            Files.createFile(api.sprint(completed).folder().path().resolve("hold"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitTweak(api, beginTweak(api, "Say how many seeds there were."), "running");
    }

    private String beginTweak(Api api, String instruction) {
        return api.post("/api/sprints/" + completed + "/tweak", "{\"instruction\":" + Api.quoted(instruction) + "}")
                .expect(201)
                .json()
                .get("tweak_id")
                .getAsString();
    }

    private static void awaitTweak(Api api, String id, String status) {
        JsonObject unused = Until.found("tweak " + id + " " + status, () -> Optional.of(
                        api.get("/api/tweaks/" + id).expect(200).json().getAsJsonObject("tweak"))
                .filter(tweak -> tweak.get("status").getAsString().equals(status)));
    }

    private static String loop(Api api, String study, String fields) {
        return api.post("/api/loops", "{\"study_name\":\"" + study + "\"," + fields + "}")
                .expect(201)
                .json()
                .get("loop_id")
                .getAsString();
    }
}
