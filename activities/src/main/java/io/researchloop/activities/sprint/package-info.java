/**
 * What a sprint's workflow does to the world: prepares the directory, hands over the job, reads what it left, brings the
 * results home.
 */
@NullMarked
package io.researchloop.activities.sprint;

import org.jspecify.annotations.NullMarked;
