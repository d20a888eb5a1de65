/** A cluster's slots and eyes: a queue of sprints, leases up to the limit, and one watcher for all its jobs. */
@NullMarked
package io.researchloop.workflows.cluster;

import org.jspecify.annotations.NullMarked;
