/**
 * What sprints leave behind: their files, and their reports made readable. Everything here was written by an agent
 * and is treated as hostile.
 */
@NullMarked
package io.researchloop.activities.artifact;

import org.jspecify.annotations.NullMarked;
