/**
 * Brings the server up: connects to the engine, registers the workers, and rebuilds every live sprint's workflow from
 * its row. With {@code web.command} the only room of this module that knows Temporal.
 */
@NullMarked
package io.researchloop.web.boot;

import org.jspecify.annotations.NullMarked;
