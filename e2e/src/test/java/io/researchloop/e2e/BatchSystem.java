package io.researchloop.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.List;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A real batch system of this machine, and what its administrator may do to a job. */
enum BatchSystem {
    SLURM("slurm") {
        @Override
        boolean isUp() {
            return Tool.succeeds("sinfo", "-h");
        }

        @Override
        List<String> jobsOf(String sprintId) {
            Stream<String> queued =
                    Tool.run("squeue", "-h", "-t", "all", "-o", "%i|%j").lines();
            Stream<String> accounted = Tool.run(
                            "sacct", "-a", "-D", "-X", "-n", "-P", "-S", "now-1day", "-o", "JobIDRaw,JobName")
                    .lines();
            return ids(Stream.concat(queued, accounted), "(\\d+)\\|rl-" + sprintId + "-\\d+");
        }

        @Override
        void kill(String jobId) {
            Tool.run("scancel", jobId);
        }

        @Override
        void requeue(String jobId) {
            Tool.run("scontrol", "update", "JobId=" + jobId, "Requeue=1");
            Tool.run("scontrol", "requeue", jobId);
        }

        @Override
        void release(String jobId) {
            Tool.run("scontrol", "release", jobId);
        }

        @Override
        boolean isAlive(String jobId) {
            return Tool.run("squeue", "-h", "-o", "%i").lines().anyMatch(jobId::equals);
        }

        @Override
        List<String> clusterLines() {
            // The testbed gives a job 64 MB, and really ends one that takes more.
            return List.of("job_options = { mem = \"1G\" }", "retry_memory_factor = 2");
        }

        @Override
        String held() {
            return "hold";
        }

        @Override
        List<String> nowhere() {
            return List.of("partition", "no-such-partition");
        }

        @Override
        List<String> shortLimit() {
            return List.of("time", "00:01:00");
        }

        @Override
        Memory littleMemory() {
            return new Memory(List.of("mem", "500M"), 500);
        }

        @Override
        String askedMemory(String jobId) {
            return Tool.run("sacct", "-n", "-X", "-P", "-j", jobId, "-o", "ReqMem")
                    .strip();
        }
    },

    SGE("sge") {
        @Override
        boolean isUp() {
            return Tool.succeeds("qhost");
        }

        @Override
        List<String> jobsOf(String sprintId) {
            Stream<String> queued = join(Tool.run("qstat", "-u", "*", "-xml"), "</job_list>").stream()
                    .map(job -> job.replaceAll("(?s).*<JB_job_number>(\\d+)<.*<JB_name>([^<]*)<.*", "$1|$2"));
            Stream<String> accounted = join(
                            Tool.call("qacct", "-j", "rl-" + sprintId + "-*").text(), "={20,}")
                    .stream()
                    .map(job -> job.replaceAll("(?s).*jobname +(\\S+).*jobnumber +(\\d+).*", "$2|$1"));
            return ids(Stream.concat(queued, accounted), "(\\d+)\\|rl-" + sprintId + "-\\d+");
        }

        @Override
        void kill(String jobId) {
            Tool.run("qdel", jobId);
        }

        /** It may hand the job out again before it has ended what ran, and take that for the new run: then once more. */
        @Override
        void requeue(String jobId) {
            Until.holds("the end of what ran as job " + jobId, () -> {
                if (Tool.run("qstat", "-s", "r", "-u", "*").lines().anyMatch(line -> line.strip()
                        .startsWith(jobId + " "))) {
                    // Told of a job that has just left that state, it fails.
                    Tool.call("qmod", "-f", "-rj", jobId);
                }
                return Processes.ofGridEngine(jobId).isEmpty();
            });
        }

        @Override
        void release(String jobId) {
            Tool.run("qrls", "-h", "u", jobId);
        }

        @Override
        boolean isAlive(String jobId) {
            return Tool.succeeds("qstat", "-j", jobId);
        }

        @Override
        List<String> clusterLines() {
            return List.of(
                    "shell_setup = [\"export SGE_ROOT=/var/lib/gridengine SGE_CELL=default SGE_SINGLE_LINE=1\"]",
                    "retry_memory_factor = 2");
        }

        @Override
        String held() {
            return "h";
        }

        @Override
        List<String> nowhere() {
            return List.of("q", "no-such.q");
        }

        @Override
        List<String> shortLimit() {
            return List.of("l", "h_rt=00:00:30");
        }

        @Override
        Memory littleMemory() {
            // A process by itself cannot go over it, but the job can, as its limit counts for all of them together.
            return new Memory(List.of("l", "h_vmem=800M"), 800);
        }

        @Override
        String askedMemory(String jobId) {
            return Tool.call("qacct", "-j", jobId).text().replaceAll("(?s).*h_vmem=(\\w+).*", "$1");
        }
    };

    private final String type;

    BatchSystem(String type) {
        this.type = type;
    }

    /** The word of {@code scheduler_type}. */
    String type() {
        return type;
    }

    abstract boolean isUp();

    void assumePresent() {
        assumeTrue(isUp(), "no running " + name() + " here, which ./check starts as root on Debian");
    }

    /** The ids of all jobs that were ever made for a sprint, by the system's own books. */
    abstract List<String> jobsOf(String sprintId);

    /** As an administrator ends somebody's job. */
    abstract void kill(String jobId);

    /** As an administrator sends somebody's job back into the queue; what ran has ended, or is about to. */
    abstract void requeue(String jobId);

    abstract void release(String jobId);

    /** True while the job waits, runs or is being ended. */
    abstract boolean isAlive(String jobId);

    /** Lines of the cluster's configuration that this system needs. */
    abstract List<String> clusterLines();

    /** The job option that submits a job as held. */
    abstract String held();

    /** A job option that no system of this kind can satisfy. */
    abstract List<String> nowhere();

    /** A job option for the shortest time limit that is worth asking for. */
    abstract List<String> shortLimit();

    /** What the work of a large step does not fit into, but its runner does. */
    abstract Memory littleMemory();

    /** What a job asked for, by the system's books; anything else while they do not know it yet. */
    abstract String askedMemory(String jobId);

    /** @param option a job option that asks for so many megabytes */
    record Memory(List<String> option, long megabytes) {}

    private static List<String> ids(Stream<String> lines, String pattern) {
        Pattern wanted = Pattern.compile(pattern);
        return new TreeSet<>(lines.flatMap(line -> wanted.matcher(line).results())
                        .map((MatchResult found) -> found.group(1))
                        .toList())
                .stream().toList();
    }

    private static List<String> join(String text, String separator) {
        return List.of(text.split(separator));
    }
}
