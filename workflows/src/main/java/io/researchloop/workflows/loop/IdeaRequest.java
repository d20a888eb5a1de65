package io.researchloop.workflows.loop;

/** Which turn's idea is to be written. */
public record IdeaRequest(String loopId, int position, int number) {}
