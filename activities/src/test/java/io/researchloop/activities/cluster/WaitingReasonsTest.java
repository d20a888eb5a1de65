package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.activities.store.QueueWait;
import io.researchloop.activities.store.StoreListener;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

class WaitingReasonsTest {
    private static final LiveJob JOB =
            new LiveJob("sp-1", 1, new JobRef("hpc", "7", "rl-1"), "/w/1", SprintStatus.SUBMITTED, null);
    private final List<String> told = new ArrayList<>();
    private final WaitingReasons reasons;

    WaitingReasonsTest() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("listener", (StoreListener) told::add);
        reasons = new WaitingReasons(beans.getBeanProvider(StoreListener.class));
    }

    @Test
    void aReasonIsThereWhileTheJobWaitsAndEachChangeIsToldOnce() {
        see(queued("PartitionTimeLimit"));
        see(queued("PartitionTimeLimit"));

        assertThat(reasons.of("sp-1").orElseThrow().reason()).contains("more time", "(PartitionTimeLimit)");
        assertThat(told).containsExactly("sp-1");
        see(queued("Priority"));
        assertThat(reasons.of("sp-1").orElseThrow().reason()).contains("priority");
        see(new Sighting(JobStatus.of(JobState.RUNNING), null));
        see(new Sighting(JobStatus.of(JobState.RUNNING), null));
        assertThat(reasons.of("sp-1")).isEmpty();
        assertThat(told).hasSize(3);
    }

    @Test
    void anExpectedStartIsThereToTheMinute() {
        Instant start = Instant.parse("2026-11-28T22:15:07Z");
        see(expected("", start));
        see(expected("", start.plusSeconds(30)));

        assertThat(reasons.of("sp-1")).contains(new QueueWait(null, Instant.parse("2026-11-28T22:15:00Z")));
        assertThat(told).hasSize(1);
        see(expected("", start.plusSeconds(60)));
        assertThat(told).hasSize(2);
        see(queued(""));
        assertThat(reasons.of("sp-1")).isEmpty();
    }

    @Test
    void aSchedulerThatDoesNotAnswerChangesNothing() {
        see(queued("Priority"));

        see(new Sighting(null, null));

        assertThat(reasons.of("sp-1")).isPresent();
    }

    @Test
    void whatHasNoJobAnyMoreIsForgottenOnItsClusterAlone() {
        see(queued("Priority"));

        reasons.keep("other", List.of());
        assertThat(reasons.of("sp-1")).isPresent();
        reasons.keep("hpc", List.of());
        assertThat(reasons.of("sp-1")).isEmpty();
    }

    private void see(Sighting sighting) {
        reasons.seen("hpc", JOB, sighting);
    }

    private static Sighting queued(String reason) {
        return expected(reason, null);
    }

    private static Sighting expected(String reason, @Nullable Instant start) {
        return new Sighting(new JobStatus(JobState.QUEUED, reason, null, start), null);
    }
}
