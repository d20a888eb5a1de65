package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Grid Engine, by qsub(1), qstat(1), qacct(1) and qdel(1). */
final class SgeCommands implements SchedulerCommands {
    private static final Pattern TERSE = Pattern.compile("(?m)^(\\d+)(\\.\\S*)?$");
    private static final Pattern WORDY = Pattern.compile("Your job(?:-array)? (\\d+)");
    private static final Pattern LATER = Pattern.compile("(?i)commlib|unable to (contact|send message to) qmaster|can't"
            + " (connect|unpack)|got send error|timeout|connection refused|not responding|error: failed receiving");
    private static final Pattern JOB = Pattern.compile(
            "<job_list.*?<JB_job_number>(\\d+)</JB_job_number>.*?<state>(\\w*)</state>", Pattern.DOTALL);
    private static final Pattern FIELD = Pattern.compile("(?m)^(\\w+) +(.*?) *$");
    private static final String QUEUE = "qstat -xml -u \"$(id -un)\"";
    private static final String ACCOUNTING = """
            for id; do
                echo "============================================================== $id"
                qacct -j "$id" 2>/dev/null
            done
            exit 0
            """;
    /** sge_diagnostics: what ended the job was its run time limit. */
    private static final List<Integer> OVER_THE_LIMIT = List.of(37, 44);

    /** Assumedly after the job: its processes were killed. */
    private static final int KILLED = 100;

    /**
     * Grid Engine signals a job's whole process group, but USR1 and USR2 are for the script alone: in monitor mode what
     * it starts gets a group of its own.
     */
    @Override
    public String directives(Job job) {
        return "set -m\n";
    }

    @Override
    public List<String> submit(Job job) {
        SgeLimit limit = SgeLimit.of(job.timeLimitSeconds(), job.options());
        List<String> argv = new ArrayList<>(
                List.of("qsub", "-terse", "-N", job.name(), "-S", "/bin/bash", "-r", "n", "-notify", "-j", "y"));
        // Grid Engine reads a meaning into some characters of paths; the script finds its own way.
        argv.addAll(List.of("-wd", "/tmp", "-o", "/dev/null"));
        argv.addAll(List.of("-l", "h_rt=" + limit.seconds() + ",s_rt=" + limit.softSeconds()));
        limit.options().forEach((name, value) -> {
            argv.add("-" + name.replaceFirst("^-+", ""));
            if (!value.equalsIgnoreCase("true")) {
                argv.addAll(Arrays.asList(value.strip().split("\\s+", -1)));
            }
        });
        argv.add(job.attemptDirectory() + "/batch.sh");
        return argv;
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
        String name = quote(jobName);
        return "name=" + name + "; all=$(" + QUEUE + ") || exit; found=$(tr -d '\\n' <<<\"$all\" | sed"
                + " 's/<job_list/\\n&/g' | grep -F \"<JB_name>$name</JB_name>\" | sed -n"
                + " 's/.*<JB_job_number>\\([0-9]*\\)<.*/\\1/p' | head -n 1); [ -n \"$found\" ] || found=$(qacct -j"
                + " \"$name\" 2>/dev/null | sed -n 's/^jobnumber *\\([0-9]*\\) *$/\\1/p' | head -n 1); printf '%s'"
                + " \"$found\"";
    }

    @Override
    public String end() {
        return "qdel \"$1\"";
    }

    @Override
    public String isAlive() {
        return "all=$(" + QUEUE + ") || exit; case $all in *\"<JB_job_number>$1</JB_job_number>\"*) echo alive ;; esac";
    }

    @Override
    public ShellCommand queue(Collection<String> ids) {
        return ShellCommand.of("bash", "-c", QUEUE);
    }

    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        if (!answer.ok() || !answer.stdout().contains("</job_info>")) {
            throw new ClusterUnavailable("qstat does not answer: " + answer.complaint());
        }
        Map<String, JobStatus> states = new HashMap<>();
        Matcher job = JOB.matcher(answer.stdout());
        while (job.find()) {
            states.put(job.group(1), status(job.group(2)));
        }
        return states;
    }

    /**
     * @param letters of {@code d E h q r R s S t T w}; only one that runs or is transferred has an r or a t without a q
     */
    private static JobStatus status(String letters) {
        if (letters.indexOf('q') >= 0) {
            String reason = letters.indexOf('E') >= 0
                    ? "in error (" + letters + "); see qstat -j"
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
        Map<String, JobStatus> states = new HashMap<>();
        for (String account : answer.stdout().split("={20,}", -1)) {
            Map<String, String> fields = new HashMap<>();
            Matcher field = FIELD.matcher(account);
            while (field.find()) {
                fields.putIfAbsent(field.group(1), field.group(2));
            }
            String id = fields.get("jobnumber");
            if (id != null) {
                states.put(id, ended(fields));
            }
        }
        return states;
    }

    private static JobStatus ended(Map<String, String> fields) {
        int failed = leadingNumber(fields.getOrDefault("failed", "0"));
        int exit = leadingNumber(fields.getOrDefault("exit_status", "0"));
        Integer signal = exit > 128 ? Integer.valueOf(exit - 128) : null;
        long limit = SgeLimit.inCategory(fields.getOrDefault("category", ""));
        long ran = leadingNumber(fields.getOrDefault("ru_wallclock", "0"));
        JobEnd.Cause cause;
        if (OVER_THE_LIMIT.contains(failed) || (failed == KILLED && limit > 0 && ran >= limit)) {
            cause = JobEnd.Cause.TIME_LIMIT;
        } else if (failed == KILLED) {
            cause = JobEnd.Cause.KILLED;
        } else {
            cause = failed == 0 ? JobEnd.Cause.EXITED : JobEnd.Cause.UNKNOWN;
        }
        String state = failed == 0 ? "exit " + exit : "failed " + fields.get("failed");
        return new JobStatus(JobState.ENDED, "", new JobEnd(cause, state, exit, signal, ""));
    }

    private static int leadingNumber(String text) {
        Matcher digits = Pattern.compile("^(\\d{1,9})").matcher(text);
        return digits.find() ? Integer.parseInt(digits.group(1)) : 0;
    }
}
