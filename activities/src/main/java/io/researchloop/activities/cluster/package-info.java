/** The configured clusters, each with its shell and scheduler, and the watcher over all jobs of one. */
@NullMarked
package io.researchloop.activities.cluster;

import org.jspecify.annotations.NullMarked;
