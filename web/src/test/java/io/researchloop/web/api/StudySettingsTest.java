package io.researchloop.web.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StudySettingsTest {
    private static final String STUDY = "/api/studies/grokking";

    private TestServer server;
    private Http http;

    @BeforeEach
    void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        http = server.http().secret();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void aPatchChangesWhatItNamesAndSaysWhereEachValueIsFrom() {
        patch("{\"settings\":{\"model\":\"sonnet\",\"budget_usd\":12.5}}");

        JsonObject answer =
                patch("{\"settings\":{\"model\":null,\"allow_loop\":false}}").json();

        assertThat(answer.get("version").getAsLong()).isEqualTo(2);
        JsonObject settings = answer.getAsJsonObject("settings");
        assertThat(settings.get("budget_usd")).hasToString("{\"value\":\"12.5\",\"source\":\"user\"}");
        assertThat(settings.get("allow_loop")).hasToString("{\"value\":\"false\",\"source\":\"user\"}");
        assertThat(settings.getAsJsonObject("model").get("source").getAsString())
                .isEqualTo("config");
        assertThat(http.get(STUDY + "/settings").json()).isEqualTo(answer);
        assertThat(http.post("/api/loops", "{\"study_name\":\"grokking\"}").status())
                .isEqualTo(409);
    }

    @Test
    void jobOptionsComeAsAnObjectOrAsLines() {
        Answer changed = patch("{\"settings\":{\"job_options\":{\"mem\":\"8G\",\"cpus-per-task\":4,\"queue\":\"\"}}}");

        assertThat(jobOptions(changed).get("value").getAsString()).isEqualTo("mem = 8G\ncpus-per-task = 4\nqueue =");
        assertThat(jobOptions(changed).get("source").getAsString()).isEqualTo("user");
        assertThat(jobOptions(patch("{\"settings\":{\"job_options\":\"mem = 9G\"}}"))
                        .get("value")
                        .getAsString())
                .isEqualTo("mem = 9G");
        assertThat(patch("{\"settings\":{\"job_options\":{\"mem\":\"8G\\nwckey = x\"}}}")
                        .detail())
                .isEqualTo("settings.job_options: expected names of options, and values of one line");
        assertThat(patch("{\"settings\":{\"job_options\":{\"1x\":\"y\"}}}").detail())
                .startsWith("study.grokking.job_options.1x: expected a scheduler option's name");
        assertThat(jobOptions(patch("{\"settings\":{\"job_options\":null}}"))
                        .get("source")
                        .getAsString())
                .isEqualTo("config");
    }

    private static JsonObject jobOptions(Answer answer) {
        return answer.json().getAsJsonObject("settings").getAsJsonObject("job_options");
    }

    @Test
    void deletingTheOverridesRevertsAll() {
        JsonObject before = http.get(STUDY + "/settings").json();
        patch("{\"settings\":{\"model\":\"sonnet\",\"budget_usd\":12.5}}");

        Answer answer = send("DELETE", STUDY + "/overrides", "");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("settings")).isEqualTo(before.get("settings"));
    }

    @Test
    void aWrongPatchChangesNothing() {
        assertThat(patch("{\"settings\":{\"budget_usd\":-1}}").detail())
                .startsWith("study.grokking.budget_usd: expected a number greater than 0");
        assertThat(patch("{\"settings\":{\"sprints_dir\":\"/\"}}").detail())
                .startsWith("settings.sprints_dir: expected one of description, context");
        assertThat(patch("{\"settings\":{\"model\":[1]}}").status()).isEqualTo(400);
        assertThat(patch("{}").detail()).isEqualTo("settings is required");
        assertThat(send("PATCH", "/api/studies/nope", "{\"settings\":{}}").status())
                .isEqualTo(404);
        assertThat(http.get(STUDY + "/settings").json().get("version").getAsLong())
                .isZero();
    }

    @Test
    void aPatchToAnOldVersionIsRefusedWithWhatIsDifferent() {
        patch("{\"settings\":{\"model\":\"sonnet\"}}");

        Answer late = patch("{\"version\":0,\"settings\":{\"model\":\"haiku\"}}");

        assertThat(late.status()).isEqualTo(409);
        assertThat(late.detail()).contains("model is now “sonnet”");
    }

    private Answer patch(String body) {
        return send("PATCH", STUDY, body);
    }

    private Answer send(String method, String path, String body) {
        return http.send(method, path, BodyPublishers.ofString(body), "application/json");
    }
}
