/**
 * Looks, link by link, whether a cluster can run sprints, from the network to the agent's sign-in, and says of each that
 * is broken what to do.
 */
@NullMarked
package io.researchloop.activities.inspection;

import org.jspecify.annotations.NullMarked;
