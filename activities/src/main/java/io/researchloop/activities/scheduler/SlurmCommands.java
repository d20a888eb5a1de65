package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** SLURM, by sbatch(1), squeue(1), sacct(1), scontrol(1) and scancel(1); never by {@code --json}, which changes shape. */
final class SlurmCommands implements SchedulerCommands {
    private static final Pattern PARSABLE = Pattern.compile("(?m)^(\\d+)(;.*)?$");
    private static final Pattern WORDY = Pattern.compile("Submitted batch job (\\d+)");
    /** The controller is away or overloaded, a partition is closed for maintenance, or the user has too many jobs there. */
    private static final Pattern LATER = Pattern.compile(
            "(?i)socket timed out|unable to contact slurm|connection refused|slurmctld.*(down|not responding)"
                    + "|communication connection failure|resource temporarily unavailable|rate limit|zero bytes were"
                    + " transmitted|protocol authentication error|i/o error|connection timed out|temporarily unable to"
                    + " accept|partition not available|maxsubmit|maxjobs|reached max.* jobs?");

    private static final String LOOK_UP = SchedulerScript.load("slurm-look-up.sh");
    private static final String STATE = SchedulerScript.load("slurm-state.sh");
    private static final String ACCOUNTING = SchedulerScript.load("slurm-accounting.sh");

    @Override
    public String directives(Job job) {
        return "job_id=$SLURM_JOB_ID\n";
    }

    @Override
    public List<String> submit(Job job) {
        SlurmTime limit = SlurmTime.ofSeconds(job.timeLimitSeconds()).orLess(job.options());
        List<String> argv = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + job.name(),
                "--chdir=" + job.sprintDirectory(),
                "--output=" + pattern(job.attemptDirectory()) + "/job.out",
                "--open-mode=append",
                // A job that is cut off is followed by one of ours, which knows where to go on.
                "--no-requeue",
                "--time=" + limit.minutes(),
                "--signal=B:USR1@" + limit.warningSeconds()));
        job.options().forEach((name, value) -> {
            // What is no time to us, SLURM may refuse in its own words.
            if (!SlurmTime.isTime(name) || SlurmTime.parse(value) < 0) {
                argv.addAll(option(name, value));
            }
        });
        argv.add(job.attemptDirectory() + "/batch.sh");
        return argv;
    }

    /** A backslash anywhere switches the replacement of percent signs off, and is taken away itself (sbatch(1)). */
    private static String pattern(String path) {
        return path.indexOf('\\') >= 0 ? path.replace("\\", "\\\\") : path.replace("%", "%%");
    }

    private static List<String> option(String name, String value) {
        String bare = JobOptions.bare(name);
        if (JobOptions.isOff(value)) {
            return List.of();
        }
        if (JobOptions.isOn(value)) {
            return List.of(bare.length() == 1 ? "-" + bare : "--" + bare);
        }
        return bare.length() == 1 ? List.of("-" + bare, value) : List.of("--" + bare + "=" + value);
    }

    @Override
    public String parseId(String answer) {
        Matcher wordy = WORDY.matcher(answer);
        if (wordy.find()) {
            return wordy.group(1);
        }
        Matcher parsable = PARSABLE.matcher(answer);
        if (parsable.find()) {
            return parsable.group(1);
        }
        throw new ClusterUnavailable("sbatch gave no job id: " + answer);
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
        return "scancel \"$1\"";
    }

    @Override
    public String state() {
        return STATE;
    }

    /**
     * An unknown id that stands alone makes squeue fail; named twice it does not. Its times are without a zone, unless they
     * are asked for in seconds of the epoch.
     */
    @Override
    public ShellCommand queue(Collection<String> ids) {
        List<String> named = new ArrayList<>(ids);
        ids.stream().findFirst().ifPresent(named::add);
        return ShellCommand.of(
                "env",
                "SLURM_TIME_FORMAT=%s",
                "squeue",
                "-h",
                "-t",
                "all",
                "-o",
                "%i|%T|%S|%r",
                "-j",
                String.join(",", named));
    }

    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        if (!answer.ok() && !answer.stderr().contains("Invalid job id")) {
            throw new ClusterUnavailable("squeue does not answer: " + answer.complaint());
        }
        Map<String, JobStatus> states = new HashMap<>();
        answer.stdout().lines().map(line -> line.split("\\|", 4)).forEach(fields -> {
            if (fields.length == 4) {
                states.put(fields[0], queued(SlurmState.of(fields[1], "", fields[3]), fields[2]));
            }
        });
        return states;
    }

    /** @param start when it started, of a job that waits when it is expected to; {@code N/A} if that is not known */
    private static JobStatus queued(JobStatus status, String start) {
        return status.state() == JobState.QUEUED && start.matches("\\d{1,12}")
                ? new JobStatus(JobState.QUEUED, status.reason(), null, Instant.ofEpochSecond(Long.parseLong(start)))
                : status;
    }

    @Override
    public ShellCommand accounting(Collection<String> ids) {
        return ShellCommand.script(ACCOUNTING, List.of(String.join(",", ids), SlurmAccounts.FIELDS));
    }

    @Override
    public Map<String, JobStatus> parseAccounting(ShellResult answer) {
        return SlurmAccounts.parse(answer.stdout());
    }
}
