package io.researchloop.web.dashboard.view;

import static io.researchloop.web.dashboard.view.SampleSprint.CLOCK;
import static io.researchloop.web.dashboard.view.SampleSprint.NOW;
import static io.researchloop.web.dashboard.view.SampleSprint.detail;
import static io.researchloop.web.dashboard.view.SampleSprint.outOfMemory;
import static io.researchloop.web.dashboard.view.SampleSprint.row;
import static io.researchloop.web.dashboard.view.SampleSprint.step;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.store.LiveView;
import io.researchloop.activities.store.SprintDetail;
import io.researchloop.runner.protocol.Outcome;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.StepStatus;
import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.SprintStatus;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What the card of a failed sprint says of it, and advises. */
class FailureAdviceTest {
    @Test
    void explainsAFailureByTheSchedulersAccount() {
        SprintDetail detail = detail(
                row(SprintStatus.FAILED, "It used more memory than it had asked for.", NOW),
                List.of(step("research", StepStatus.FAILED, 80, 20)),
                List.of(outOfMemory()),
                new LiveView(1, "research", NOW, null, "log", "rss 95.6 GB\noom_kill\n", List.of(), null, null));

        FailureView failure = Objects.requireNonNull(
                SprintView.of(detail, SprintContext.NONE, CLOCK).failure());

        assertThat(failure.title()).isEqualTo("Out of memory in step Research");
        assertThat(failure.evidence())
                .extracting(Detail::label, Detail::value)
                .contains(tuple("Scheduler", "OUT_OF_MEMORY"), tuple("Exit", "137: ended by signal 9"));
        assertThat(failure.finalWords()).containsExactly(new FinalWords("script’s output", "rss 95.6 GB\noom_kill"));
        assertThat(failure.next().get(0).title()).isEqualTo("Resubmit with more memory");
    }

    @Test
    void anEvidenceDoesNotSayAgainWhatHappened() {
        AttemptRecord attempt = outOfMemory();
        JobEnd job = new JobEnd(JobEnd.Cause.OUT_OF_MEMORY, "FAILED", 0, 9, "");
        AttemptEnd end = new AttemptEnd(Outcome.of(OutcomeKind.INTERRUPTED, "It ran out of memory."), job);
        SprintDetail detail = detail(
                row(SprintStatus.FAILED, "Cut off in 2 attempts, the last time: It ran out of memory.", NOW),
                List.of(),
                List.of(attempt, new AttemptRecord(2, "42", NOW, null, NOW, end)),
                null);

        FailureView failure = Objects.requireNonNull(
                SprintView.of(detail, SprintContext.NONE, CLOCK).failure());

        assertThat(failure.evidence())
                .extracting(Detail::label, Detail::value)
                .contains(tuple("Exit", "ended by signal 9"))
                .doesNotContain(tuple("Runner", "It ran out of memory."));
    }

    @Test
    void advisesTwiceTheMemoryThatTheLastJobAskedFor() {
        List<AttemptRecord> twoOfThem = List.of(outOfMemory(), outOfMemory());

        MoreMemory twice =
                MoreMemory.of(asking(twoOfThem), SchedulerType.SLURM, 1.5).orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), outOfMemory().end(), twice)
                .get(0);

        assertThat(twice.options()).isEqualTo(Map.of("mem", "192G", "time", "4:00:00"));
        assertThat(first.text()).startsWith("Its last job asked for mem = 96G; the form asks for mem = 192G.");
        assertThat(first.action()).isEqualTo("Resubmit with mem = 192G…");
        assertThat(MoreMemory.of(asking(twoOfThem), SchedulerType.SLURM, null))
                .map(MoreMemory::wanted)
                .contains("mem = 128G");
        assertThat(MoreMemory.of(asking(twoOfThem), SchedulerType.LOCAL, 1.5)).isEmpty();
        assertThat(MoreMemory.of(asking(List.of()), SchedulerType.SLURM, 1.5)).isEmpty();
    }

    @Test
    void advisesAsMuchMoreMemoryAsTheLastJobWasSeenToUse() {
        JobMemory over = new JobMemory(712L << 20, 100L << 20);

        MoreMemory more = MoreMemory.of(asking(List.of(outOfMemory(over))), SchedulerType.SLURM, null)
                .orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), outOfMemory(over).end(), more)
                .get(0);

        assertThat(more.options()).containsEntry("mem", "512G");
        assertThat(first.title()).isEqualTo("Resubmit with 8 times the memory");
    }

    @Test
    void advisesToAskForMemoryWhereTheLastJobHadTheDefault() {
        List<AttemptRecord> attempts = List.of(outOfMemory(new JobMemory(63L << 20, 64L << 20)));

        MoreMemory more = MoreMemory.of(asking(Map.of("partition", "gpu"), attempts), SchedulerType.SLURM, 1.5)
                .orElseThrow();
        NextStep first = Advice.of(
                        row(SprintStatus.FAILED, "x", NOW), attempts.get(0).end(), more)
                .get(0);

        assertThat(more.options()).isEqualTo(Map.of("partition", "gpu", "mem", "128M"));
        assertThat(first.text())
                .startsWith(
                        "Its last job was given 64 MB, as its options name no amount; the form asks for mem = 128M.");
        assertThat(MoreMemory.of(asking(Map.of("mem", "0"), attempts), SchedulerType.SLURM, null))
                .isEmpty();
        assertThat(MoreMemory.of(asking(Map.of("partition", "gpu"), List.of(outOfMemory())), SchedulerType.SLURM, 1.5))
                .isEmpty();
    }

    @Test
    void saysWhatOfTheMemoryAJobUsed() {
        assertThat(memory(new JobMemory(8_482_560_000L, 8L << 30))).isEqualTo("7.9 GB of the 8 GB asked for");
        assertThat(memory(new JobMemory(712L << 20, 100L << 20))).isEqualTo("712 MB used, 100 MB asked for");
        assertThat(memory(new JobMemory(3L << 30, 8L << 30))).isEqualTo("at least 3 GB of the 8 GB asked for");
        assertThat(memory(new JobMemory(3L << 30, null))).isEqualTo("3 GB used");
        assertThat(memory(new JobMemory(null, 3L << 30))).isEqualTo("3 GB asked for");
        assertThat(memory(null)).isNull();
    }

    private static @Nullable String memory(@Nullable JobMemory memory) {
        JobEnd job = Objects.requireNonNull(
                Objects.requireNonNull(outOfMemory(memory).end()).job());
        return AttemptView.of(job).stream()
                .filter(detail -> detail.label().equals("Memory"))
                .map(Detail::value)
                .findFirst()
                .orElse(null);
    }

    private static SprintDetail asking(List<AttemptRecord> attempts) {
        return asking(Map.of("mem", "64G", "time", "4:00:00"), attempts);
    }

    private static SprintDetail asking(Map<String, String> options, List<AttemptRecord> attempts) {
        return new SprintDetail(
                row(SprintStatus.FAILED, "x", NOW),
                "An idea",
                null,
                null,
                null,
                List.of(),
                "{}",
                options,
                List.of(),
                attempts,
                null);
    }

    @Test
    void advisesSomethingForEveryOutcome() {
        for (OutcomeKind kind : OutcomeKind.values()) {
            AttemptEnd end = new AttemptEnd(Outcome.of(kind, ""), null);

            assertThat(Advice.of(row(SprintStatus.FAILED, "x", NOW), end, null))
                    .hasSize(3)
                    .allSatisfy(step -> assertThat(step.text()).isNotBlank());
        }
    }
}
