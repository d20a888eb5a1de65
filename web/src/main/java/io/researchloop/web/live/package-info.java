/**
 * Tells browsers and programs at once what changes: committed changes come in on the writer's thread and go out, at
 * most four a second a sprint, as server-sent events that never block anybody.
 */
@NullMarked
package io.researchloop.web.live;

import org.jspecify.annotations.NullMarked;
