/** What a loop's workflow does to the world: makes the moves that are due in the rows, and has ideas written. */
@NullMarked
package io.researchloop.activities.loop;

import org.jspecify.annotations.NullMarked;
