/**
 * The read model, the inbox and the settings, in one SQLite file. Every write goes through {@link GroupCommit}, so that
 * it is on the disk when the call returns; every read goes to connections that cannot write. Workflow-owned columns are
 * written by projections with a monotonic revision, web-owned ones by everything else.
 */
@NullMarked
package io.researchloop.activities.store;

import org.jspecify.annotations.NullMarked;
