package io.researchloop.activities.store;

import java.time.Instant;

/**
 * A loop's idea that waits for a person.
 *
 * @param position of its turn in the loop, from 1
 * @param since when it was offered
 */
public record OfferedIdea(String loopId, int position, String idea, Instant since) {}
