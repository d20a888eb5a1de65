/**
 * Batch schedulers behind one port. An adapter is pairs of pure functions, one that builds a command and one that parses
 * its answer, and a thin class that runs them in the cluster's shell.
 */
@NullMarked
package io.researchloop.activities.scheduler;

import org.jspecify.annotations.NullMarked;
