/** What agents measure: {@code metrics.json}, read and checked, so that sprints can be compared. */
@NullMarked
package io.researchloop.activities.metric;

import org.jspecify.annotations.NullMarked;
