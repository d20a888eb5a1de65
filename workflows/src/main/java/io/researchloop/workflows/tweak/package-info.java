/** A tweak's life: a small follow-up job in a finished sprint's directory, on the same path as a sprint's. */
@NullMarked
package io.researchloop.workflows.tweak;

import org.jspecify.annotations.NullMarked;
