/** Telling people: one activity call a channel, each retried on its own. */
@NullMarked
package io.researchloop.workflows.notification;

import org.jspecify.annotations.NullMarked;
