/** Telling people: one workflow for each notice and channel, each with its own patience. */
@NullMarked
package io.researchloop.workflows.notification;

import org.jspecify.annotations.NullMarked;
