/**
 * The dashboard: one small controller a page. It reads the store and changes state only through
 * {@link io.researchloop.web.command}; what a page says is worked out in {@code view}, without side effects.
 */
@NullMarked
package io.researchloop.web.dashboard;

import org.jspecify.annotations.NullMarked;
