package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grid Engine, by qsub(1), qstat(1), qacct(1) and qdel(1). */
final class SgeCommands implements SchedulerCommands {
    private static final Pattern TERSE = Pattern.compile("(?m)^(\\d+)(\\.\\S*)?$");
    private static final Pattern WORDY = Pattern.compile("Your job(?:-array)? (\\d+)");
    private static final Pattern LATER = Pattern.compile("(?i)commlib|unable to (contact|send message to) qmaster|can't"
            + " (connect|unpack)|got send error|timeout|connection refused|not responding|error: failed receiving"
            + "|jobs are allowed");
    private static final Set<String> SEVERAL_WORDS = Set.of("pe", "binding");
    private static final Pattern JOB = Pattern.compile(
            "<job_list.*?<JB_job_number>(\\d+)</JB_job_number>.*?<state>(\\w*)</state>", Pattern.DOTALL);
    private static final Pattern OF_JOB = Pattern.compile("(?m)^job_number: +(\\d+)|^error reason +\\d+: +(.*)$");
    private static final String LOOK_UP = SchedulerScript.load("sge-look-up.sh");
    private static final String STATE = SchedulerScript.load("sge-state.sh");
    private static final String QUEUE = SchedulerScript.load("sge-queue.sh");
    private static final String ACCOUNTING = SchedulerScript.load("sge-accounting.sh");

    /**
     * Grid Engine signals a job's whole process group, but USR1 and USR2 are for the script alone: in monitor mode what
     * it starts gets a group of its own. Its own early warning comes as late as the queue says (queue_conf(5), notify); a
     * soft limit may make the job one that no queue takes.
     */
    @Override
    public String directives(Job job) {
        return "job_id=$JOB_ID\nset -m\n"
                + Warning.byTheScript(
                        SgeLimit.of(job.timeLimitSeconds(), job.options()).seconds());
    }

    @Override
    public List<String> submit(Job job) {
        SgeLimit limit = SgeLimit.of(job.timeLimitSeconds(), job.options());
        List<String> argv = new ArrayList<>(
                List.of("qsub", "-terse", "-N", job.name(), "-S", "/bin/bash", "-r", "n", "-notify", "-j", "y"));
        // Grid Engine reads a meaning into some characters of paths; the script finds its own way.
        argv.addAll(List.of("-wd", "/tmp", "-o", "/dev/null"));
        argv.addAll(List.of("-l", "h_rt=" + limit.seconds()));
        limit.options().forEach((name, value) -> argv.addAll(option(JobOptions.bare(name), value)));
        argv.add(job.attemptDirectory() + "/batch.sh");
        return argv;
    }

    private static List<String> option(String name, String value) {
        if (JobOptions.isOff(value)) {
            return List.of();
        }
        List<String> words = new ArrayList<>(List.of("-" + name));
        if (!JobOptions.isOn(value)) {
            words.addAll(
                    SEVERAL_WORDS.contains(name) ? Arrays.asList(value.strip().split("\\s+", -1)) : List.of(value));
        }
        return words;
    }

    @Override
    public String parseId(String answer) {
        Matcher wordy = WORDY.matcher(answer);
        if (wordy.find()) {
            return wordy.group(1);
        }
        Matcher terse = TERSE.matcher(answer);
        if (terse.find()) {
            return terse.group(1);
        }
        throw new ClusterUnavailable("qsub gave no job id: " + answer);
    }

    @Override
    public boolean mayWorkLater(String complaint) {
        return LATER.matcher(complaint).find();
    }

    @Override
    public String lookUp(String jobName) {
        return "name=" + quote(jobName) + "\n" + LOOK_UP;
    }

    @Override
    public String end() {
        return "qdel \"$1\"";
    }

    @Override
    public String state() {
        return STATE;
    }

    @Override
    public ShellCommand queue(Collection<String> ids) {
        return ShellCommand.script(QUEUE, List.of());
    }

    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        if (!answer.ok() || !answer.stdout().contains("</job_info>")) {
            throw new ClusterUnavailable("qstat does not answer: " + answer.complaint());
        }
        Map<String, String> errors = errors(answer.stdout());
        Map<String, JobStatus> states = new HashMap<>();
        Matcher job = JOB.matcher(answer.stdout());
        while (job.find()) {
            states.put(job.group(1), status(job.group(2), errors.getOrDefault(job.group(1), "")));
        }
        return states;
    }

    private static Map<String, String> errors(String text) {
        Map<String, String> errors = new HashMap<>();
        String id = "";
        Matcher line = OF_JOB.matcher(text);
        while (line.find()) {
            if (line.group(1) != null) {
                id = line.group(1);
            } else {
                errors.putIfAbsent(id, line.group(2).strip());
            }
        }
        return errors;
    }

    /**
     * @param letters of {@code d E h q r R s S t T w}; only one that runs or is transferred has an r or a t without a q
     * @param error why it is in error; may be empty
     */
    private static JobStatus status(String letters, String error) {
        if (letters.indexOf('q') >= 0) {
            String reason = letters.indexOf('E') >= 0
                    ? "in error (" + letters + "): " + (error.isEmpty() ? "see qstat -j" : error)
                    : letters.indexOf('h') >= 0 ? "held (" + letters + ")" : "";
            return new JobStatus(JobState.QUEUED, reason, null);
        }
        String reason = letters.indexOf('d') >= 0 ? "being deleted" : letters.matches("[rRt]+") ? "" : letters;
        return new JobStatus(JobState.RUNNING, reason, null);
    }

    @Override
    public ShellCommand accounting(Collection<String> ids) {
        return ShellCommand.script(ACCOUNTING, List.copyOf(ids));
    }

    @Override
    public Map<String, JobStatus> parseAccounting(ShellResult answer) {
        return SgeAccounts.parse(answer.stdout());
    }
}
