package io.researchloop.workflows.cluster;

/**
 * A sprint's slot, taken or wished for.
 *
 * @param attempt the attempt it is for, from 1: it tells a repeated claim from the next one
 * @param place in line; lower ones are served first. Claims come in any order, so they bring it along
 */
public record Lease(String sprintId, int attempt, long place) {
    /** For a slot that is held, or given back: there the place says nothing. */
    public Lease(String sprintId, int attempt) {
        this(sprintId, attempt, 0);
    }

    public Lease inPlace(long placeInLine) {
        return new Lease(sprintId, attempt, placeInLine);
    }
}
