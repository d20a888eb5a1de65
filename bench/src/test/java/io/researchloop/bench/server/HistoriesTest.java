package io.researchloop.bench.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class HistoriesTest {
    @Test
    void readsTheRunsOldestFirst() throws IOException {
        // temporal workflow list --output json (1.5.1), shortened.
        String json = """
                [
                {
                  "execution": {"workflowId": "loop-30dd9b3a", "runId": "01a21aa2-6979-7949-b33c-4dcc298e1369"},
                  "startTime": "2026-11-27T01:33:01.177609Z",
                  "closeTime": "2026-11-27T01:33:03.971209Z",
                  "status": "WORKFLOW_EXECUTION_STATUS_COMPLETED",
                  "historyLength": "38"
                },
                {
                  "execution": {"workflowId": "loop-30dd9b3a", "runId": "01a21aa2-5ec6-773e-901e-43191bb556be"},
                  "startTime": "2026-11-27T01:32:58.438475Z",
                  "closeTime": "2026-11-27T01:33:01.160056Z",
                  "status": "WORKFLOW_EXECUTION_STATUS_CONTINUED_AS_NEW",
                  "historyLength": "1042"
                }
                ]
                """;

        assertThat(Histories.parse(json)).containsExactly(1042L, 38L);
        assertThat(Histories.parse("[]")).isEmpty();
    }

    @Test
    void saysWhenTheWordsAreNotKnown() {
        assertThatThrownBy(() -> Histories.parse("Error: unknown flag")).isInstanceOf(IOException.class);
    }
}
