package io.researchloop.activities.inspection;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.transport.RemoteShell;
import java.util.List;

/** Are the scheduler's commands there, and does it answer them? */
final class SchedulerLink {
    private SchedulerLink() {}

    static Finding look(RemoteShell shell, ClusterConfig cluster) throws InterruptedException {
        return switch (cluster.schedulerType()) {
            case LOCAL -> Finding.ok(Link.SCHEDULER, "none is needed: jobs are processes of this machine");
            case SLURM -> {
                String partition = option(cluster, "partition");
                yield read(
                        "SLURM",
                        "partition",
                        partition,
                        Answer.to(shell, "slurm.sh", List.of(partition)).whole());
            }
            case SGE -> queue("Grid Engine", "sge.sh", shell, cluster);
            case PBS -> queue("PBS", "pbs.sh", shell, cluster);
            case LSF -> queue("LSF", "lsf.sh", shell, cluster);
        };
    }

    private static Finding queue(String scheduler, String script, RemoteShell shell, ClusterConfig cluster)
            throws InterruptedException {
        String queue = option(cluster, "queue").replaceAll("@.*", "");
        return read(
                scheduler,
                "queue",
                queue,
                Answer.to(shell, script, List.of(queue)).whole());
    }

    /** The option in its long form, else in the scheduler's short one. */
    private static String option(ClusterConfig cluster, String name) {
        String given = cluster.jobOptions().get(name);
        String shorter = cluster.jobOptions().get(name.substring(0, 1));
        return given != null ? given : shorter == null ? "" : shorter;
    }

    /** @param place the partition or queue in the cluster's job options; empty if there is none */
    static Finding read(String scheduler, String kind, String place, Answer answer) {
        if (!answer.missing().isEmpty()) {
            return Finding.failed(
                    Link.SCHEDULER,
                    String.join(", ", answer.missing()) + " is not on the PATH of the login node",
                    "Commands over SSH do not read ~/.bash_profile: set PATH in ~/.bashrc there, before any line that"
                            + " ends it for shells without a terminal; or ask which module brings " + scheduler + ".");
        }
        String controller = answer.word("controller");
        if (!controller.equals("up")) {
            return Finding.failed(
                    Link.SCHEDULER,
                    scheduler + " does not answer: " + controller,
                    "Sprints wait until it does. If this lasts, tell the site's administrators.");
        }
        String version = answer.word("version").isEmpty() ? scheduler : answer.word("version");
        String where = answer.word("partition");
        if (where.equals("absent")) {
            return Finding.failed(
                    Link.SCHEDULER,
                    version + " has no " + kind + " " + place,
                    "Correct " + kind + " in the job_options of its [[cluster]].");
        }
        String detail = version + (where.isEmpty() ? "" : ", " + kind + " " + place + " " + where);
        if (!where.isEmpty() && !where.equals("up")) {
            return Finding.warning(Link.SCHEDULER, detail, "Jobs wait until the " + kind + " is up.");
        }
        if (answer.says("accounting")) {
            return Finding.warning(
                    Link.SCHEDULER,
                    detail + "; no accounting: " + answer.word("accounting"),
                    "Sprints run all the same; how a job ended is known from its files and while the queue remembers it.");
        }
        return Finding.ok(Link.SCHEDULER, detail);
    }
}
