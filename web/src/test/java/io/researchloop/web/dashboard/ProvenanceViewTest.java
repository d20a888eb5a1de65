package io.researchloop.web.dashboard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.web.dashboard.view.Detail;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceViewTest {
    @TempDir
    Path folder;

    @Test
    void saysWhatTheLastAttemptWasMadeWith() throws IOException {
        List<Detail> rows = rows("""
                {"model": "opus", "runner_sha256": "9f41c0de77", "prompts": {"research": "Find it out."},
                 "attempts": [{"environment": {"host": "gpu-a01"}}, {
                   "batch_script": "#!/bin/bash",
                   "configuration": {"cluster": {"name": "gpu"},
                     "commits": {"/a": "b81f2a7b81", "/a/b": "b81f2a7b81", "/c": "0123456789-dirty"}},
                   "environment": {"host": "gpu-a03", "agent_version": "2.1.330 (Claude Code)",
                     "modules": "cuda/12.4\\npython/3.12", "python": "Python 3.12.1",
                     "accelerators": "A100, 550.1, 80 GiB\\nA100, 550.1, 80 GiB",
                     "python_packages": "numpy==2.1.0\\ntorch==2.6.0"}}]}
                """);

        assertThat(rows)
                .extracting(Detail::label, Detail::value)
                .containsExactly(
                        tuple("Agent", "2.1.330 (Claude Code), opus"),
                        tuple("Runner", "sha256:9f41c0de"),
                        tuple("Context", "b81f2a7, clean; 0123456, with changes"),
                        tuple("Node", "gpu-a03"),
                        tuple("GPUs", "2 × A100"),
                        tuple("Modules", "cuda/12.4, python/3.12"),
                        tuple("Python", "3.12.1, 2 packages"),
                        tuple("Prompts", "1, exact text"),
                        tuple("Batch script", "exact text"));
    }

    @Test
    void saysNothingThatTheDetailsSay() throws IOException {
        String json = "{\"attempts\": [{\"environment\": {\"host\": \"gpu-a03\"}}]}";

        assertThat(rows(json, List.of(Detail.code("Node", "gpu-a03")))).isEmpty();
        assertThat(rows(json, List.of(Detail.code("Node", "gpu-a12")))).containsExactly(Detail.code("Node", "gpu-a03"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "[]",
                "no json {",
                "{\"prompts\": {}, \"attempts\": []}",
                "{\"attempts\": [null]}",
                "{\"attempts\": [{\"environment\": {}, \"configuration\": {\"commits\": {\"/a\": null}}}]}",
            })
    void hasNoRowForWhatWasNotRecorded(String json) throws IOException {
        assertThat(rows(json)).isEmpty();
    }

    private List<Detail> rows(String json) throws IOException {
        return rows(json, List.of());
    }

    private List<Detail> rows(String json, List<Detail> details) throws IOException {
        return ProvenanceView.of(
                "sp-1", Provenance.of(Files.writeString(folder.resolve("provenance.json"), json)), details);
    }
}
