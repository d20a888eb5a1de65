/**
 * The only way to change a sprint. A command is a committed row first and is answered at once; a dispatcher in the
 * background tells the workflows. Besides {@code web.boot} this is the only room of the server that knows Temporal.
 */
@NullMarked
package io.researchloop.web.command;

import org.jspecify.annotations.NullMarked;
