/**
 * The REST API: version 0.1's routes to the field, and what is new beside them. Controllers read the store and change
 * it only through {@link io.researchloop.web.command}; none of them waits for the engine or a cluster.
 */
@NullMarked
package io.researchloop.web.api;

import org.jspecify.annotations.NullMarked;
