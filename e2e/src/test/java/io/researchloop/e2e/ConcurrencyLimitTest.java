package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("queue")
class ConcurrencyLimitTest {
    private static final int SPRINTS = 30;
    private static final int LIMIT = 2;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void neverRunsMoreJobsThanTheLimitAndServesInOrder() {
        TemporalProgram.assumePresent();
        NtfyServer ntfy = stage.ntfy();
        Project project = stage.project()
                .jobs(LIMIT)
                .steps(Project.markedSteps("run ! grep -qx 'holds its slot' idea.txt || sleep 100"))
                .notices(ntfy);
        stage.orchestrator(project).start();
        Api api = project.api();
        List<String> holders = List.of(api.create("holds its slot"), api.create("holds its slot"));
        holders.forEach(holder -> api.await(holder, "running"));
        List<String> sprints = new ArrayList<>();
        for (int i = 0; i < SPRINTS; i++) {
            sprints.add(api.create("idea " + i));
        }
        sprints.forEach(id -> api.await(id, "queued"));
        holders.forEach(api::cancel);

        List<Sprint> ended = sprints.stream().map(api::awaitEnd).toList();

        ended.forEach(sprint -> Accounts.inOrder(project, ntfy, sprint, 1));
        assertThat(Accounts.mostAtOnce(ended)).isLessThanOrEqualTo(LIMIT);
        assertServedInOrder(ended);
    }

    /** Two that have a slot at the same time may begin in either order; none may overtake by more than that. */
    private static void assertServedInOrder(List<Sprint> inOrderOfCreation) {
        List<String> begun = inOrderOfCreation.stream()
                .sorted(Comparator.comparingLong(
                        sprint -> sprint.folder().marks().get(0).nanos()))
                .map(Sprint::id)
                .toList();
        Stream.iterate(0, i -> i + 1).limit(begun.size()).forEach(place -> assertThat(
                        inOrderOfCreation.stream().map(Sprint::id).toList().indexOf(begun.get(place)))
                .as("place " + place)
                .isBetween(place - LIMIT + 1, place + LIMIT - 1));
    }
}
