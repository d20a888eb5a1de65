package io.researchloop.activities.scheduler;

import java.util.regex.Pattern;

/** What schedulers' words for why a job waits mean, and what to do where it would wait for ever. */
public final class PendingReason {
    private record Meaning(Pattern word, String inWords) {}

    /** SLURM's, of squeue(1), "JOB REASON CODES"; the first that fits counts. Others speak in sentences by themselves. */
    private static final Meaning[] MEANINGS = {
        of(
                "PartitionTimeLimit|.*MaxWall.*",
                "The job asks for more time than its partition or account allows and will not start. Cancel the sprint, set a"
                        + " smaller time in job_options, and resubmit it."),
        of(
                "PartitionNodeLimit|BadConstraints|.*NodeConfig.*",
                "No node that is there has what the job asks for. Check partition, gres, mem and constraint in job_options."),
        of("InvalidAccount|InvalidQOS|AccountNotAllowed|QOSNotAllowed", "Its account or QOS may not run here."),
        of("PartitionDown|PartitionInactive", "Its partition is closed just now."),
        of("ReqNodeNotAvail.*|Nodes_required_for_job_are_DOWN.*|NodeDown", "Nodes that it needs are down or reserved."),
        of("JobHeldUser", "It is held by its user; release it with scontrol release."),
        of("JobHeldAdmin", "It is held by an administrator of the cluster."),
        of("Resources", "It is the next in line and waits for free nodes."),
        of("Priority", "Jobs of a higher priority are ahead of it."),
        of("Dependency.*", "It waits for another job."),
        of("BeginTime", "Its start time has not come yet."),
        of("Licenses", "It waits for a licence."),
        of("Reservation|.*Maint.*", "It waits for a reservation or the end of maintenance."),
        of("(QOS|Assoc).*(Limit|Max|Grp).*", "A limit of its account is reached: it waits for other jobs to end."),
    };

    private PendingReason() {}

    private static Meaning of(String word, String inWords) {
        return new Meaning(Pattern.compile(word), inWords);
    }

    /** A sentence with the scheduler's own word behind it; the word alone where it is not known. */
    public static String inWords(String reason) {
        String bare = reason.strip().replaceFirst("^\\((.*)\\)$", "$1");
        for (Meaning meaning : MEANINGS) {
            if (meaning.word().matcher(bare).matches()) {
                return meaning.inWords() + " (" + bare + ")";
            }
        }
        return bare;
    }
}
