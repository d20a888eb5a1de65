package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("kill")
class InMemoryRestartTest {
    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void carriesEverySprintOverKillsOfAnEngineThatForgetsAll() {
        NtfyServer ntfy = stage.ntfy();
        Project project = stage.project()
                .engine("in-memory")
                .jobs(3)
                .steps(Project.markedSteps("sleep 700ms"))
                .notices(ntfy);
        Orchestrator orchestrator = stage.orchestrator(project).start();
        Api api = project.api();
        List<String> sprints = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            sprints.add(api.create("idea " + i));
        }

        Until.holds("a running sprint", () -> count(api, "running") > 0);
        assertThat(count(api, "pending") + count(api, "queued")).isPositive();
        orchestrator.restart();
        api.awaitEnd(sprints.get(2));
        orchestrator.restart();

        for (String id : sprints) {
            Accounts.inOrder(project, ntfy, api.awaitEnd(id), 1);
        }
    }

    private static long count(Api api, String status) {
        return api.list().stream()
                .filter(sprint -> sprint.status().equals(status))
                .count();
    }
}
