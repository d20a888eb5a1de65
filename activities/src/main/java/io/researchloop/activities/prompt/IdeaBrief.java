package io.researchloop.activities.prompt;

/**
 * What a prompt for an idea is made from beyond the sprint itself; any of it may be empty.
 *
 * @param task what kind of idea is wanted, in a sentence or two
 * @param parent the sprint that it is to be drawn from, with its results
 * @param results what earlier sprints found
 * @param deadEnds what failed, and ideas that were refused
 * @param metric the number that matters, and how it stands
 */
public record IdeaBrief(String task, String parent, String results, String deadEnds, String metric) {}
