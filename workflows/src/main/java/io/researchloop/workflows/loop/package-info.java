/**
 * Auto-loops: chains of sprints, each with an idea drawn from the results so far. What a loop does next is decided by
 * {@link io.researchloop.workflows.loop.LoopPolicy}, a pure function over the loop's rows; the workflow only makes sure
 * that somebody asks it whenever something has changed, whatever dies meanwhile.
 */
@NullMarked
package io.researchloop.workflows.loop;

import org.jspecify.annotations.NullMarked;
