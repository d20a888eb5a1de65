/**
 * Reports on paper: the same safe HTML as on the page, with what a reader wants to know of the sprint, as a PDF. Nothing
 * is fetched for it, size and time are bounded, and the same sprint gives the same bytes.
 */
@NullMarked
package io.researchloop.activities.artifact.pdf;

import org.jspecify.annotations.NullMarked;
