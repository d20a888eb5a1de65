/**
 * Following a live sprint: the feed turns events, reconnects and polls into one sequence, and the views draw it on a
 * terminal, into a pipe, or as JSON lines.
 */
@NullMarked
package io.researchloop.cli.watch;

import org.jspecify.annotations.NullMarked;
