package io.researchloop.workflows.model;

/**
 * A batch job.
 *
 * @param id what the scheduler calls it
 * @param name unique to the attempt ({@code rl-<sprint id>-<attempt>}), so that a job can be found when its id is lost
 */
public record JobRef(String cluster, String id, String name) {
    public static String nameOf(String sprintId, int attempt) {
        return "rl-" + sprintId + "-" + attempt;
    }
}
