package io.researchloop.web.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.loop.LoopActivitiesImpl;
import io.researchloop.activities.store.LoopStore;
import io.researchloop.activities.store.LoopTurnRow;
import io.researchloop.activities.store.SprintRow;
import io.researchloop.activities.store.SprintStore;
import io.researchloop.web.Http;
import io.researchloop.web.Http.Answer;
import io.researchloop.web.TestServer;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A loop's sprints share what it may spend, when they begin. */
class LoopBudgetTest {
    private static TestServer server;
    private static Http client;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        server = TestServer.start(folder);
        client = server.http().with("X-Shared-Secret", TestServer.SECRET);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void gpuHoursBoundTheTimeOfTheSprintsAtOnce() {
        assertThat(begun("\"count\":4,\"parallel\":2,\"max_gpu_hours\":4,\"job_options\":{\"gres\":\"gpu:2\"}"))
                .extracting(SprintRow::maxRunSeconds)
                .containsExactly(3600L, 3600L);
    }

    @Test
    void gpuHoursAreNoLimitToThoseWithoutGpus() {
        assertThat(begun("\"count\":1,\"max_gpu_hours\":0.001"))
                .extracting(SprintRow::maxRunSeconds)
                .containsExactly(8 * 3600L);
    }

    @Test
    void dollarsAreSharedToo() {
        assertThat(begun("\"count\":3,\"parallel\":2,\"max_cost_usd\":5"))
                .extracting(SprintRow::maxCostUsd)
                .containsExactly(2.5, 2.5);
    }

    private static List<SprintRow> begun(String fields) {
        Answer answer = client.post("/api/loops", "{\"study_name\":\"grokking\"," + fields + "}");
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        String loop = answer.header("Location").replaceAll(".*/", "");
        server.bean(LoopActivitiesImpl.class).advance(loop);
        LoopStore loops = server.bean(LoopStore.class);
        return loops.turns(loops.find(loop).orElseThrow()).stream()
                .map(LoopTurnRow::turn)
                .map(turn ->
                        server.bean(SprintStore.class).find(turn.sprintId()).orElseThrow())
                .toList();
    }
}
