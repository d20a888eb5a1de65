/** The commands that are the server program itself: serve, init, demo, doctor, engine. */
@NullMarked
package io.researchloop.web.start;

import org.jspecify.annotations.NullMarked;
