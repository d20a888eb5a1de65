package io.researchloop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoopShowTest {
    private static final String LOOP = """
            {"loop":{"id":"loop-0000000a","study_name":"optics","status":"stopped","begun":2,"count":5,"completed":1,
             "started_by":"Slack user U1","reason":"No idea is left.","cost_usd":0.5,"turns":[
              {"position":1,"number":1,"state":"sprint","sprint_id":"sp-0000000a","sprint_status":"completed",
               "idea":"Bend light","metric":0.4,"cost_usd":0.5},
              {"position":2,"number":1,"state":"none_left","sprint_id":null,"sprint_status":null,"idea":null,
               "detail":"No idea is left.","metric":null,"cost_usd":0},
              {"position":3,"number":1,"state":"offered","sprint_id":null,"sprint_status":null,"idea":"Bend sound",
               "reason":"Light was bent (sprint 1).","metric":null,"cost_usd":0}]}}
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    private FakeServer server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeServer().on("GET /api/loops/loop-0000000a", LOOP);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void saysWhoStartedItAndWhyItHasEnded() {
        var shown =
                new Run(folder).at(server).go("loop", "show", "loop-0000000a").out();

        assertThat(shown)
                .containsPattern("started by +Slack user U1")
                .containsPattern("reason +No idea is left\\.")
                .containsPattern("1 +completed +sp-0000000a +.*Bend light")
                .containsPattern("2 +none_left +.*No idea is left\\.")
                .containsPattern("(?s)Bend sound\\RWhy: Light was bent \\(sprint 1\\)\\.\\R");
    }
}
