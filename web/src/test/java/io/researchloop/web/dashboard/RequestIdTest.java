package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.config.Configuration;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import io.researchloop.web.problem.RequestId;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class RequestIdTest {
    private static final String MADE = "req-[0-9a-f]{8}";

    static TestServer server;
    static Http program;
    static Http browser;
    static String broken = "";

    @BeforeAll
    static void start(@TempDir Path folder) throws IOException, SQLException {
        server = TestServer.start(folder);
        program = server.http().secret();
        browser = DashboardBrowser.signIn(server.http().with("Accept", "text/html"));
        broken = program.post("/api/sprints", "{\"study_name\":\"grokking\",\"idea\":\"x\"}")
                .json()
                .get("sprint_id")
                .getAsString();
        try (Connection database = DriverManager.getConnection(
                        "jdbc:sqlite:" + server.bean(Configuration.class).dbPath());
                Statement change = database.createStatement()) {
            change.execute("PRAGMA ignore_check_constraints = 1");
            change.executeUpdate("UPDATE sprint SET status = 'nonsense'");
        }
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void everyErrorOfTheApiCarriesItsNumberAndNoOtherAnswerDoes() {
        Answer unknown = program.get("/api/sprints/sp-0");
        Answer refused = server.http().get("/api/studies");
        Answer elsewhere = server.http().get("/nowhere");
        Answer runner = server.http().post("/api/webhook/heartbeat", "{}");

        for (Answer error : new Answer[] {unknown, refused, elsewhere, runner}) {
            assertThat(error.status()).isBetween(400, 499);
            assertThat(error.header(RequestId.HEADER)).matches(MADE);
        }
        assertThat(unknown.header(RequestId.HEADER)).isNotEqualTo(refused.header(RequestId.HEADER));
        assertThat(program.get("/api/studies").header(RequestId.HEADER)).isEmpty();
    }

    @Test
    void aDefectIsFoundInTheLogByTheNumberOfItsAnswer(CapturedOutput log) {
        Answer defect = program.get("/api/sprints/" + broken);

        String number = defect.header(RequestId.HEADER);
        assertThat(defect.status()).isEqualTo(500);
        assertThat(number).matches(MADE);
        assertThat(defect.detail())
                .isEqualTo("Something is wrong in the server; its log says more under error=" + number);
        assertThat(log).containsPattern("error=" + number + " at GET /api/sprints/" + broken + "\\R+.*Exception");
    }

    @Test
    void aDefectIsFoundInTheLogByTheNumberOnItsPage(CapturedOutput log) {
        Answer defect = browser.get("/dashboard/sprints/" + broken);

        String number = defect.header(RequestId.HEADER);
        assertThat(defect.status()).isEqualTo(500);
        assertThat(defect.body())
                .contains("Tell who runs this server the address and this number: <code>" + number + "</code>")
                .containsPattern("data-clock=\"clock\">\\d\\d:\\d\\d:\\d\\d</time>");
        assertThat(log).containsPattern("error=" + number + " at GET /dashboard/sprints/" + broken + "\\R+.*Exception");
    }

    @Test
    void aPageThatIsNotThereHasANumberThatTheLogKnows(CapturedOutput log) {
        Answer missing = browser.get("/dashboard/nowhere");

        String number = missing.header(RequestId.HEADER);
        assertThat(missing.body())
                .contains("Tell who sent it the address and this number: <code>" + number + "</code>");
        assertThat(log).contains("request=" + number + " answered 404 at GET /dashboard/nowhere");
    }

    @Test
    void theNumberOfAProxyCounts() {
        String given = "0b6c9e2d8a714c55b3f1f5a7c0d9e812";

        assertThat(program.with(RequestId.HEADER, given).get("/api/nothing").header(RequestId.HEADER))
                .isEqualTo(given);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a b c d", "<b>1234</b>", "abc", "-abcd", "error=1 at GET"})
    void whatIsNoNumberIsNotTaken(String given) {
        assertThat(program.with(RequestId.HEADER, given).get("/api/nothing").header(RequestId.HEADER))
                .matches(MADE);
    }
}
