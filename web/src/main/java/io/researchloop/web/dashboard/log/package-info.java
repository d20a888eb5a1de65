/**
 * Logs of tens of megabytes, read part by part from where they lie on this machine: what the runner wrote becomes entries
 * again, each call with its answer, and one that is searched is read once and never held.
 */
@NullMarked
package io.researchloop.web.dashboard.log;

import org.jspecify.annotations.NullMarked;
