package io.researchloop.workflows.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlotQueueTest {
    private final SlotQueue slots = new SlotQueue(2, List.of(), List.of());

    @Test
    void firstComeFirstServedUpToTheLimit() {
        slots.claim(lease("a", 1));
        slots.claim(lease("b", 1));
        slots.claim(lease("c", 1));

        assertThat(slots.next()).contains(lease("a", 1));
        assertThat(slots.next()).contains(lease("b", 1));
        assertThat(slots.next()).isEmpty();

        slots.release(lease("a", 1));
        assertThat(slots.next()).contains(lease("c", 1));
    }

    @Test
    void thePlaceCountsAndNotWhoseClaimArrivesFirst() {
        slots.claim(lease("c", 1).inPlace(3));
        slots.claim(lease("b", 1).inPlace(2));
        slots.claim(lease("a", 1).inPlace(1));

        assertThat(slots.next()).map(Lease::sprintId).contains("a");
        assertThat(slots.next()).map(Lease::sprintId).contains("b");
    }

    @Test
    void aRepeatedClaimKeepsItsPlace() {
        slots.claim(lease("a", 1));
        slots.claim(lease("b", 1));
        slots.claim(lease("a", 1));

        assertThat(slots.waiting()).containsExactly(lease("a", 1), lease("b", 1));
    }

    @Test
    void whoHoldsTheSlotAlreadyIsToldAgainAndTakesNoSecondOne() {
        slots.claim(lease("a", 1));
        slots.next();

        assertThat(slots.claim(lease("a", 1))).isTrue();
        assertThat(slots.leases()).containsExactly(lease("a", 1));
        assertThat(slots.waiting()).isEmpty();
    }

    @Test
    void theNextAttemptGetsInLineAgainAndFreesTheOldSlot() {
        slots.claim(lease("a", 1));
        slots.next();
        slots.claim(lease("b", 1));

        assertThat(slots.claim(lease("a", 2))).isFalse();

        assertThat(slots.waiting()).containsExactly(lease("b", 1), lease("a", 2));
        assertThat(slots.leases()).isEmpty();
    }

    @Test
    void aLateReleaseOfAnEarlierAttemptTakesNothingFromTheNext() {
        slots.hold(lease("a", 2));

        slots.release(lease("a", 1));

        assertThat(slots.leases()).containsExactly(lease("a", 2));
    }

    @Test
    void aHeldSlotCountsEvenAboveTheLimit() {
        slots.hold(lease("a", 1));
        slots.hold(lease("b", 1));
        slots.hold(lease("c", 1));
        slots.claim(lease("d", 1));

        assertThat(slots.next()).isEmpty();
        slots.release(lease("a", 1));
        assertThat(slots.next()).isEmpty();
        slots.release(lease("b", 1));
        assertThat(slots.next()).contains(lease("d", 1));
    }

    private static Lease lease(String sprint, int attempt) {
        return new Lease(sprint, attempt);
    }
}
