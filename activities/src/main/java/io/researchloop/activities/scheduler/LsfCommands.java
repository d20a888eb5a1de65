package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** IBM Spectrum LSF, by bsub(1), bjobs(1) and bkill(1). Tried with documented output only. */
final class LsfCommands implements SchedulerCommands {
    private static final Pattern SUBMITTED = Pattern.compile("Job <(\\d+)> is submitted");
    private static final Pattern ID = Pattern.compile("(?m)^(\\d+)$");
    private static final Pattern LATER = Pattern.compile("(?i)LSF is down|please wait|failed in an LSF library call"
            + "|batch daemon.*(not responding|internal error)|cannot connect|connection refused|timed? ?out|try later"
            + "|trying|job limit (has been )?reached|pending job threshold");
    private static final Pattern UNKNOWN = Pattern.compile("(?i)^Job <\\S+> is not found|^No (unfinished )?job found");
    private static final Pattern TERM = Pattern.compile("TERM_[A-Z_]+");
    private static final String FIELDS = "jobid stat exit_code exit_reason pend_reason delimiter='|'";
    private static final int FIELD_COUNT = 5;
    private static final int SIGNALLED = 128;
    private static final String STATE = SchedulerScript.load("lsf-state.sh");

    @Override
    public String directives(Job job) {
        return "job_id=$LSB_JOBID\n" + Warning.byTheScript(minutes(job) * 60);
    }

    /** The script goes through stdin, as bsub takes a word of its command line for a command. */
    @Override
    public List<String> submit(Job job) {
        List<String> argv = new ArrayList<>(List.of(
                "bash",
                "-c",
                "script=$1; shift; exec \"$@\" <\"$script\"",
                "submit",
                job.attemptDirectory() + "/batch.sh",
                "bsub",
                "-J",
                job.name(),
                "-rn",
                "-o",
                "/dev/null",
                "-W",
                Long.toString(minutes(job))));
        job.options().forEach((name, value) -> {
            if (!JobOptions.bare(name).equals("W") || minutes(value) < 0) {
                argv.addAll(option(JobOptions.bare(name), value));
            }
        });
        return argv;
    }

    private static List<String> option(String name, String value) {
        if (JobOptions.isOff(value)) {
            return List.of();
        }
        return JobOptions.isOn(value) ? List.of("-" + name) : List.of("-" + name, value);
    }

    /** The smaller of our time limit and what the options ask for; LSF counts in minutes. */
    private static long minutes(Job job) {
        return job.options().entrySet().stream()
                .filter(option -> JobOptions.bare(option.getKey()).equals("W"))
                .mapToLong(option -> minutes(option.getValue()))
                .filter(asked -> asked > 0)
                .reduce(Math.max(1, (job.timeLimitSeconds() + 59) / 60), Math::min);
    }

    /** {@code [hours:]minutes}, perhaps for a host or model named after a slash; -1 for anything else. */
    private static long minutes(String written) {
        String time = written.strip().replaceFirst("/.*", "");
        if (!time.matches("\\d{1,7}(:\\d{1,7})?")) {
            return -1;
        }
        long minutes = 0;
        for (String part : time.split(":", -1)) {
            minutes = minutes * 60 + Long.parseLong(part);
        }
        return minutes;
    }

    @Override
    public String parseId(String answer) {
        Matcher submitted = SUBMITTED.matcher(answer);
        if (submitted.find()) {
            return submitted.group(1);
        }
        Matcher id = ID.matcher(answer.strip());
        if (id.find()) {
            return id.group(1);
        }
        throw new ClusterUnavailable("bsub gave no job id: " + answer);
    }

    @Override
    public boolean mayWorkLater(String complaint) {
        return LATER.matcher(complaint).find();
    }

    @Override
    public String lookUp(String jobName) {
        return "if ! found=$(bjobs -a -noheader -o jobid -J " + quote(jobName)
                + " 2>&1); then case $found in *'is not found'*"
                + " | *'No '*'job found'*) found= ;; *) exit 1 ;; esac; fi; case $found in *'is not found'*) found= ;; esac;"
                + " printf '%s' \"${found%%$'\\n'*}\"";
    }

    @Override
    public String end() {
        return "bkill \"$1\"";
    }

    @Override
    public String state() {
        return STATE;
    }

    @Override
    public ShellCommand queue(Collection<String> ids) {
        List<String> argv = new ArrayList<>(List.of("bjobs", "-a", "-noheader", "-o", FIELDS));
        argv.addAll(ids);
        return ShellCommand.of(argv.toArray(String[]::new));
    }

    /** Of ids that it does not know, bjobs complains one by one, and may fail. */
    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        boolean answered = answer.ok()
                || (!answer.stderr().isBlank()
                        && answer.stderr().lines().allMatch(line -> UNKNOWN.matcher(line)
                                .find()));
        if (!answered) {
            throw new ClusterUnavailable("bjobs does not answer: " + answer.complaint());
        }
        Map<String, JobStatus> states = new HashMap<>();
        answer.stdout().lines().map(line -> line.split("\\|", FIELD_COUNT)).forEach(fields -> {
            if (fields.length == FIELD_COUNT) {
                states.put(
                        fields[0].strip(),
                        status(fields[1].strip(), fields[2].strip(), text(fields[3]), text(fields[4])));
            }
        });
        return states;
    }

    private static String text(String field) {
        return field.strip().equals("-") ? "" : field.strip();
    }

    private static JobStatus status(String word, String exitCode, String exitReason, String pendReason) {
        return switch (word) {
            case "PEND", "PSUSP", "PROV", "WAIT" -> new JobStatus(JobState.QUEUED, pendReason, null);
            case "RUN" -> JobStatus.of(JobState.RUNNING);
            case "USUSP", "SSUSP" -> new JobStatus(JobState.RUNNING, word, null);
            case "DONE" ->
                new JobStatus(JobState.ENDED, "", new JobEnd(JobEnd.Cause.EXITED, word, 0, null, exitReason));
            case "EXIT" -> ended(exitCode, exitReason);
            // UNKWN and ZOMBI: the job's host does not answer. Not dead.
            default -> new JobStatus(JobState.UNKNOWN, word, null);
        };
    }

    private static JobStatus ended(String exitCode, String reason) {
        Integer code = exitCode.matches("\\d{1,9}") ? Integer.valueOf(exitCode) : null;
        Integer signal = code != null && code > SIGNALLED ? Integer.valueOf(code - SIGNALLED) : null;
        return new JobStatus(JobState.ENDED, reason, new JobEnd(cause(reason, signal), "EXIT", code, signal, reason));
    }

    /** By the keywords of bacct(1), "Termination reasons displayed by bacct, bhist, and bjobs". */
    private static JobEnd.Cause cause(String reason, @Nullable Integer signal) {
        Matcher term = TERM.matcher(reason);
        if (!term.find()) {
            return signal == null ? JobEnd.Cause.EXITED : JobEnd.Cause.KILLED;
        }
        return switch (term.group()) {
            case "TERM_RUNLIMIT", "TERM_DEADLINE", "TERM_CPULIMIT", "TERM_WINDOW" -> JobEnd.Cause.TIME_LIMIT;
            case "TERM_MEMLIMIT", "TERM_SWAP" -> JobEnd.Cause.OUT_OF_MEMORY;
            case "TERM_PREEMPT", "TERM_LOAD" -> JobEnd.Cause.PREEMPTED;
            case "TERM_RC", "TERM_ZOMBIE", "TERM_REMOVE_HUNG_JOB", "TERM_CWD_NOTEXIST" -> JobEnd.Cause.NODE_LOST;
            case "TERM_UNKNOWN" -> signal == null ? JobEnd.Cause.EXITED : JobEnd.Cause.UNKNOWN;
            default -> JobEnd.Cause.KILLED;
        };
    }

    /** bjobs remembers ended jobs for an hour or more (lsb.params(5), CLEAN_PERIOD). */
    @Override
    public ShellCommand accounting(Collection<String> ids) {
        return queue(ids);
    }

    @Override
    public Map<String, JobStatus> parseAccounting(ShellResult answer) {
        return parseQueue(answer).entrySet().stream()
                .filter(entry -> entry.getValue().state() == JobState.ENDED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
