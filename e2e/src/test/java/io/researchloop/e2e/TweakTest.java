package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("tweak")
class TweakTest {
    /** The tweak stays at work as long as the test has a file "hold" in the sprint's directory. */
    private static final String STEPS = """
            [default]
            cost 0.10
            [report]
            cost 0.10
            write report.md # The first report
            [summarize]
            write summary.txt The first summary
            [tweak]
            cost 0.25
            echo-prompt tweak.prompt
            run for i in $(seq 900); do [ -e hold ] || break; sleep 0.1; done
            run echo "# Renewed by $(grep -o 'figure [0-9]' tweak.prompt | head -1)" > report.md
            write summary.txt The renewed summary
            """;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    private Api api;

    private Sprint finished() {
        Sprint sprint = api.awaitEnd(api.create("to be tweaked"));
        assertThat(sprint.status()).isEqualTo("completed");
        return sprint;
    }

    private Response wish(Sprint sprint, String instruction) {
        return api.post("/api/sprints/" + sprint.id() + "/tweak", "{\"instruction\":\"" + instruction + "\"}");
    }

    private String begin(Sprint sprint, String instruction) {
        return wish(sprint, instruction).expect(201).json().get("tweak_id").getAsString();
    }

    private JsonObject tweak(String id) {
        return api.get("/api/tweaks/" + id).expect(200).json().getAsJsonObject("tweak");
    }

    private JsonObject await(String id, String status) {
        return Until.found("tweak " + id + " " + status, Until.PATIENCE, () -> "It is " + tweak(id), () -> {
            JsonObject now = tweak(id);
            return Optional.of(now)
                    .filter(seen -> seen.get("status").getAsString().equals(status));
        });
    }

    private String artifact(Sprint sprint, String name) {
        return api.get("/api/sprints/" + sprint.id() + "/artifacts/" + name)
                .expect(200)
                .body()
                .strip();
    }

    private static void hold(Sprint sprint) throws IOException {
        Files.writeString(sprint.folder().path().resolve("hold"), "");
    }

    private static void letGo(Sprint sprint) throws IOException {
        Files.delete(sprint.folder().path().resolve("hold"));
    }

    @Test
    void aTweakRenewsTheReportKeepsTheOldOneAndIsTheOnlyOneAtATime() throws Exception {
        Project project = stage.project().engine("in-memory").steps(STEPS);
        stage.orchestrator(project).start();
        api = project.api();
        Sprint sprint = finished();
        hold(sprint);

        String first = begin(sprint, "Redraw figure 2 & say 'why'");
        await(first, "running");
        Response second = wish(sprint, "Redraw figure 3");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body()).contains(first);
        letGo(sprint);
        JsonObject done = await(first, "completed");

        assertThat(done.get("cost_usd").getAsDouble()).isEqualTo(0.25, within(1e-9));
        assertThat(done.get("report_before").getAsString()).isEqualTo("report.v1.md");
        assertThat(artifact(sprint, "report.md")).isEqualTo("# Renewed by figure 2");
        assertThat(artifact(sprint, "report.v1.md")).isEqualTo("# The first report");
        assertThat(sprint.folder().text("tweak.prompt")).contains("Redraw figure 2 & say 'why'");
        Sprint after = api.sprint(sprint.id());
        assertThat(after.status()).isEqualTo("completed");
        assertThat(after.text("summary")).isEqualTo("The renewed summary");
        assertThat(after.text("completed_at")).isEqualTo(sprint.text("completed_at"));
        assertThat(after.json().get("cost_usd")).isEqualTo(sprint.json().get("cost_usd"));
        assertThat(after.text("session_id")).isEqualTo(sprint.text("session_id"));

        String third = begin(sprint, "Redraw figure 4");
        await(third, "completed");
        assertThat(artifact(sprint, "report.md")).isEqualTo("# Renewed by figure 4");
        assertThat(artifact(sprint, "report.v2.md")).isEqualTo("# Renewed by figure 2");
        assertThat(artifact(sprint, "report.v1.md")).isEqualTo("# The first report");
    }

    @Test
    void aCancelledTweakEndsItsJobAndLeavesTheReportAsItWas() throws Exception {
        Project project = stage.project().engine("in-memory").steps(STEPS);
        stage.orchestrator(project).start();
        api = project.api();
        Sprint sprint = finished();
        hold(sprint);
        String tweak = begin(sprint, "Redraw figure 2");
        await(tweak, "running");
        SprintFolder own = new SprintFolder(sprint.folder().path().resolve(".researchloop/tweaks/" + tweak));
        assertThat(own.runner(1)).isPresent();

        assertThat(api.post("/api/tweaks/" + tweak + "/cancel", "{}")
                        .expect(200)
                        .json()
                        .get("cancelled")
                        .getAsBoolean())
                .isTrue();
        await(tweak, "cancelled");

        Until.holds("the end of the tweak's runner", () -> own.runner(1).isEmpty());
        letGo(sprint);
        assertThat(sprint.folder().text("report.md").strip()).isEqualTo("# The first report");
        assertThat(api.sprint(sprint.id()).text("summary")).isEqualTo("The first summary");
        assertThat(begin(sprint, "Redraw figure 3")).isNotEqualTo(tweak);
    }

    @Test
    void aTweakOutlivesTheServerThatStartedIt() throws Exception {
        Project project = stage.project().engine("in-memory").steps(STEPS);
        Orchestrator orchestrator = stage.orchestrator(project).start();
        api = project.api();
        Sprint sprint = finished();
        hold(sprint);
        String tweak = begin(sprint, "Redraw figure 2");
        String job = await(tweak, "running").get("job_id").getAsString();

        orchestrator.restart();
        letGo(sprint);
        JsonObject done = await(tweak, "completed");

        assertThat(done.get("job_id").getAsString()).isEqualTo(job);
        assertThat(done.get("attempt").getAsInt()).isEqualTo(1);
        assertThat(artifact(sprint, "report.md")).isEqualTo("# Renewed by figure 2");
        assertThat(new SprintFolder(sprint.folder().path().resolve(".researchloop/tweaks/" + tweak)).attempts())
                .hasSize(1);
        assertThat(api.sprint(sprint.id()).status()).isEqualTo("completed");
    }
}
