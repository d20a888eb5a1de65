/** Telling people through the channels they configured; each channel is one adapter behind one port. */
@NullMarked
package io.researchloop.activities.notification;

import org.jspecify.annotations.NullMarked;
