/** What sprints came to, side by side: leaderboards and comparisons, for the API and the dashboard alike. */
@NullMarked
package io.researchloop.web.result;

import org.jspecify.annotations.NullMarked;
