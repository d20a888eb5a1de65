package io.researchloop.web.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProblemTest {
    static TestServer server;
    static Http http;

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException {
        server = TestServer.start(folder);
        http = server.http().secret();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    POST   | /api/sprints              | application/json | {"study_name": 5, "idea": "x"} | 400 | study_name: expected text
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "max_cost_usd": "much"} | 400 | max_cost_usd: expected a number
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "max_cost_usd": -1} | 400 | max_cost_usd: expected an amount above 0
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "job_options": []} | 400 | job_options: expected an object
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "job_options": {"a": {}}} | 400 | job_options.a: expected text or a number
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "job_options": {"A": "1\\n#SBATCH"}} | 400 | job_options.A: the value holds a line break
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "job_options": {"-a b": "1"}} | 400 | is not the name of an option
                    POST   | /api/sprints              | application/json | {"study_name": "grokking", "idea": "x", "agent": "hal"} | 400 | agent: expected claude or scripted
                    POST   | /api/sprints              | application/json | {"study_name": | 400 | The body is not JSON
                    POST   | /api/sprints              | application/json | []   | 400 | expected a JSON object
                    POST   | /api/sprints              | application/json | `` | 400 | The request has no body
                    POST   | /api/sprints              | text/xml         | <x/> | 415 | expected application/json
                    PUT    | /api/sprints              | application/json | {}   | 405 | PUT is not possible at /api/sprints; allowed:
                    GET    | /api/sprints?limit=abc    | text/plain       | ``   | 400 | limit: expected a whole number, found "abc"
                    GET    | /api/sprints?cursor=x     | text/plain       | ``   | 400 | cursor: expected a whole number
                    GET    | /api/sprints?status=gone  | text/plain       | ``   | 400 | status: expected one of pending
                    GET    | /api/unknown              | text/plain       | ``   | 404 | There is nothing at /api/unknown
                    POST   | /api/sprints/sp-0/message | application/json | {"text": "hi"} | 404 | Sprint not found
                    POST   | /api/sprints/sp-0/message | application/json | {}   | 400 | text is required
                    POST   | /api/tokens               | application/json | {"name": ""} | 400 | name: expected 1 to 100 characters
                    POST   | /api/auth                 | application/json | {"password": ["a"]} | 400 | password: expected text
                    """)
    void saysWhatIsWrong(String method, String path, String type, String body, int status, String detail) {
        String sent = body == null ? "" : body.replace("\\\\n", "\\n");
        Answer answer = http.send(method, path, BodyPublishers.ofString(sent), type);

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).startsWith("application/problem+json");
        assertThat(answer.detail()).contains(detail);
        assertThat(answer.json().get("status").getAsInt()).isEqualTo(status);
        assertThat(answer.body()).doesNotContain("Exception", "\\tat ", "springframework");
    }

    @Test
    void takesTheIdeaOfAMegabyteAndRefusesOneOfThree() {
        String idea = "x".repeat(1024 * 1024);
        assertThat(http.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"" + idea + "\"}")
                        .status())
                .isEqualTo(201);

        Answer tooLong = http.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"" + idea.repeat(3) + "\"}");
        assertThat(tooLong.status()).isEqualTo(400);
        assertThat(tooLong.detail()).startsWith("idea: expected at most 2 MB");
    }

    @Test
    void refusesABodyOverTheRoutesLimitToldOrNot() {
        String body = "{\"study_name\":\"grokking\",\"idea\":\"" + "x".repeat(5 * 1024 * 1024) + "\"}";

        assertThat(http.post("/api/sprints", body).status()).isEqualTo(413);
        Answer chunked = http.send(
                "POST",
                "/api/sprints",
                BodyPublishers.ofInputStream(
                        () -> new java.io.ByteArrayInputStream(body.getBytes(java.nio.charset.StandardCharsets.UTF_8))),
                "application/json");
        assertThat(chunked.status()).isEqualTo(413);
        assertThat(chunked.detail()).contains("larger than the 4 MB");
    }

    @Test
    void takesJsonThatCurlCallsAForm() {
        Answer answer = http.form("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"By curl -d\"}");

        assertThat(answer.status()).isEqualTo(201);
    }

    @Test
    void healthTellsOfTheEngineThatIsAwayAndStaysUp() {
        Answer answer = server.http().get("/actuator/health");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("status").getAsString()).isEqualTo("UP");
        assertThat(answer.body()).contains("\"temporal\"", "\"away\"", "\"db\"");
    }

    @Test
    void describesItselfInOpenApi() {
        Answer answer = http.get("/api/openapi.json");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body())
                .contains("/api/sprints/{id}/resubmit", "job_options", "max_cost_usd", "log_tail", "\"pending\"")
                .doesNotContain("maxCostUsd", "127.0.0.1");
    }
}
