/**
 * What the agent is told when it is to have a sprint's idea: the guidance of the loop, what earlier sprints found and
 * where they failed, and what the new idea shall be drawn from.
 */
@NullMarked
package io.researchloop.activities.idea;

import org.jspecify.annotations.NullMarked;
