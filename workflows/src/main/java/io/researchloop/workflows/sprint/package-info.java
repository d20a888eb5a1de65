/** A sprint's life: one workflow from the committed row to the last notice, over as many jobs as it takes. */
@NullMarked
package io.researchloop.workflows.sprint;

import org.jspecify.annotations.NullMarked;
