/**
 * What goes wrong, said to programs: one table from exceptions to {@code application/problem+json} with the
 * {@code detail} that version 0.1 had. The dashboard has pages of its own for people.
 */
@NullMarked
package io.researchloop.web.problem;

import org.jspecify.annotations.NullMarked;
