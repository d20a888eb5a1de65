package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareTest {
    private static final String ANSWER = """
            {"sprints":[
              {"id":"sp-0000000a","study_name":"optics","idea":"Bend light","status":"completed",
               "steps":[{"name":"research","status":"completed","started_at":"2026-11-23T11:00:00Z",
                         "ended_at":"2026-11-23T11:00:40Z"}]},
              {"id":"sp-0000000b","study_name":"optics","idea":"Bend it more","status":"failed","steps":[]}],
             "numbers":[{"name":"cost_usd","values":[1.5,0.5],"differences":[null,-1.0]},
                        {"name":"duration_seconds","values":[40,null],"differences":[null,null]}],
             "metrics":[{"name":"f1","split":"test","unit":null,"direction":"max",
                         "values":[0.75,0.875],"differences":[null,0.125],"best":1}]}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @Test
    void showsValuesAndDifferencesFromTheFirst() throws IOException {
        try (var server = new FakeServer()) {
            server.on("GET /api/sprints/compare?ids=sp-0000000a,sp-0000000b", ANSWER);

            var run = new Run(folder).at(server).go("sprint", "compare", "sp-0000000a", "sp-0000000b");

            assertThat(run.exit()).isZero();
            assertThat(run.out().lines().map(line -> line.replaceAll(" {2,}", " | ")
                            .strip()))
                    .contains(
                            "status | completed | failed",
                            "f1 (test) | 0.75 | 0.875 (+0.125)",
                            "cost_usd | $1.50 | $0.50 (-$1.00)",
                            "duration_seconds | 40s | -",
                            "research | 40s | -");
        }
    }

    @Test
    void oneSprintIsNoComparison() throws IOException {
        try (var server = new FakeServer()) {
            assertThat(new Run(folder)
                            .at(server)
                            .go("sprint", "compare", "sp-0000000a")
                            .exit())
                    .isEqualTo(2);
            assertThat(server.received()).isEmpty();
        }
    }
}
