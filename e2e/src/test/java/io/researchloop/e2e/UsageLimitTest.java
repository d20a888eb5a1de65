package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

@Tag("queue")
class UsageLimitTest {
    private static final String LIMITED_IN_REPORT = """
            [report]
            run echo "$RESEARCHLOOP_STEP begin $RESEARCHLOOP_ATTEMPT $(date +%s%N)" >> work.log
            attempt 1: outcome usage_limited 8s the limit of the account is reached
            run echo "$RESEARCHLOOP_STEP end $RESEARCHLOOP_ATTEMPT $(date +%s%N)" >> work.log
            """;

    @RegisterExtension
    final Stage stage = Stage.perTest();

    @Test
    void sleepsWithoutItsSlotUntilTheResetAndGoesOnInTheSameSession() {
        NtfyServer ntfy = stage.ntfy();
        Project project = stage.project()
                .engine("in-memory")
                .jobs(1)
                .steps(Project.markedSteps("sleep 100ms") + LIMITED_IN_REPORT)
                .notices(ntfy);
        stage.orchestrator(project).start();
        Api api = project.api();

        String first = api.create("reaches the limit");
        String second = api.create("uses the free slot");
        Sprint asleep = Until.found("the sleep of " + first, () -> {
            Sprint sprint = api.sprint(first);
            return java.util.Optional.of(sprint)
                    .filter(s -> s.status().equals("queued")
                            && !s.text("sleep_until").isEmpty());
        });
        Until.holds(
                "the other's work", () -> !api.sprint(second).folder().marks().isEmpty());
        assertThat(api.sprint(first).status()).isEqualTo("queued");
        Sprint woken = api.awaitEnd(first);

        Accounts.inOrder(project, ntfy, woken, 2);
        assertThat(woken.outcomes()).containsExactly("usage_limited", "completed");
        assertThat(woken.text("session_id"))
                .isEqualTo(asleep.text("session_id"))
                .isNotEmpty();
        assertThat(woken.folder().steps("begin"))
                .containsExactly("research", "red_team_1", "fix_1", "report", "report", "summarize");
        String stream = woken.folder().text(".researchloop/steps/report.jsonl");
        assertThat(stream).contains("attempt 1, session " + woken.text("session_id"));
        assertThat(stream).contains("attempt 2, session " + woken.text("session_id"));
        Accounts.inOrder(project, ntfy, api.awaitEnd(second), 2);
    }
}
