/**
 * Where Temporal runs: an external server, a dev server that we manage as a child, or an in-memory server in this JVM.
 * {@link io.researchloop.temporal.TemporalConnection} chooses one, keeps it and the workers going for as long as the
 * orchestrator lives, and never throws into it; everybody else asks it for a client and a status.
 */
@NullMarked
package io.researchloop.temporal;

import org.jspecify.annotations.NullMarked;
