package io.researchloop.activities.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.activities.scheduler.JobStatus;
import io.researchloop.activities.store.LiveJob;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobObservation;
import io.researchloop.workflows.model.JobRef;
import io.researchloop.workflows.model.JobState;
import io.researchloop.workflows.model.SprintStatus;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JobNewsTest {
    private static final Instant START = Instant.parse("2026-01-31T12:00:00Z");
    private static final Sighting UNKNOWN = new Sighting(JobStatus.of(JobState.UNKNOWN), null);
    private static final Sighting NO_ANSWER = new Sighting(null, null);
    private static final JobEnd TIMEOUT = new JobEnd(JobEnd.Cause.TIME_LIMIT, "TIMEOUT", 0, 15, "");

    private long seconds;
    private final JobNews news = new JobNews(new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return START.plusSeconds(seconds);
        }
    });

    /** So many looks at so many seconds from one to the next; the runner was last heard of so many seconds before now. */
    @ParameterizedTest
    @CsvSource(textBlock = """
                    # looks, seconds between, heard before, lost
                    4,  60, ,    false
                    5,  10, ,    false
                    5,  30, ,    true
                    12, 10, ,    false
                    13, 10, ,    true
                    13, 10, 119, false
                    13, 10, 120, true
                    13, 10, 999, true
                    """)
    void aJobThatNobodyKnowsOfIsLostAfterFiveLooksAndTwoMinutesWithoutASignOfLife(
            int looks, int between, @Nullable Long heardBefore, boolean lost) {
        Optional<JobObservation> last = Optional.empty();
        for (int i = 0; i < looks; i++) {
            assertThat(last).isEmpty();
            seconds = (long) i * between;
            Instant heard = heardBefore == null ? null : START.plusSeconds(seconds - heardBefore);
            last = news.of(job(SprintStatus.RUNNING), UNKNOWN, heard);
        }

        assertThat(last.map(JobObservation::state)).isEqualTo(lost ? Optional.of(JobState.LOST) : Optional.empty());
    }

    @Test
    void aLookWithoutAnAnswerCountsForNothing() {
        for (int i = 0; i < 4; i++) {
            assertThat(look(UNKNOWN)).isEmpty();
            seconds += 60;
        }
        for (int i = 0; i < 100; i++) {
            assertThat(look(NO_ANSWER)).isEmpty();
            seconds += 60;
        }

        assertThat(look(UNKNOWN)).isPresent();
    }

    @Test
    void aJobThatIsSeenAgainWasNeverMissed() {
        for (int i = 0; i < 9; i++) {
            look(UNKNOWN);
            seconds += 10;
        }
        look(new Sighting(JobStatus.of(JobState.QUEUED), null));
        for (int i = 0; i < 12; i++) {
            assertThat(look(UNKNOWN)).isEmpty();
            seconds += 10;
        }
    }

    @Test
    void aJobWhoseProcessesAreGoneIsLostAtTheThirdLook() {
        Sighting gone = new Sighting(JobStatus.of(JobState.LOST), null);

        assertThat(look(gone)).isEmpty();
        assertThat(look(gone)).isEmpty();
        assertThat(look(gone)).contains(new JobObservation(2, JobState.LOST, null));
    }

    @ParameterizedTest
    @CsvSource({"0, ", "1, ", "127, ", "30, "})
    void anExitFileIsTheEndWhateverTheSchedulerSays(int code) {
        JobEnd end = new JobEnd(JobEnd.Cause.EXITED, "exit " + code, code, null, "");

        assertThat(look(new Sighting(JobStatus.of(JobState.RUNNING), code)))
                .contains(new JobObservation(2, JobState.ENDED, end, true));
    }

    @Test
    void anExitFileTellsWhileTheSchedulerDoesNot() {
        assertThat(look(new Sighting(null, 0)).map(JobObservation::state)).contains(JobState.ENDED);
    }

    @ParameterizedTest
    @CsvSource({"20, ", "27, ", "137, 9", "143, 15"})
    void whoStoppedARunnerTheSchedulerIsGivenTimeToSay(int code, @Nullable Integer signal) {
        Sighting seen = new Sighting(JobStatus.of(JobState.RUNNING), code);

        assertThat(look(seen)).isEmpty();
        seconds = 14;
        assertThat(look(seen)).isEmpty();
        seconds = 15;

        assertThat(look(seen))
                .contains(new JobObservation(
                        2, JobState.ENDED, new JobEnd(JobEnd.Cause.EXITED, "exit " + code, code, signal, ""), true));
    }

    @Test
    void theSchedulersAccountOfAnEndIsToldWithItsCause() {
        JobStatus ended = new JobStatus(JobState.ENDED, "", TIMEOUT);

        assertThat(look(new Sighting(ended, 143))).contains(new JobObservation(2, JobState.ENDED, TIMEOUT, true));
    }

    @Test
    void whatWasToldIsToldAgainOnlyAfterAWhileOrWhenItDidNotArrive() {
        Sighting ended = new Sighting(new JobStatus(JobState.ENDED, "", TIMEOUT), null);

        JobObservation told = look(ended).orElseThrow();
        assertThat(look(ended)).isEmpty();
        news.notTold(job(SprintStatus.RUNNING), told);
        assertThat(look(ended)).contains(told);
        seconds = 29;
        assertThat(look(ended)).isEmpty();
        seconds = 30;
        assertThat(look(ended)).contains(told);
    }

    @Test
    void thatAJobRunsIsNewsOnlyWhileItsRunnerHasNotSaidSo() {
        Sighting running = new Sighting(JobStatus.of(JobState.RUNNING), null);
        seconds = 6;

        assertThat(look(running)).isEmpty();
        assertThat(news.of(job(SprintStatus.SUBMITTED), running, null))
                .contains(new JobObservation(2, JobState.RUNNING, null));
    }

    private Optional<JobObservation> look(Sighting seen) {
        return news.of(job(SprintStatus.RUNNING), seen, null);
    }

    private static LiveJob job(SprintStatus status) {
        return new LiveJob("sp-1", 2, new JobRef("hpc", "7", "rl"), "/work/sp-1", status, START);
    }
}
