package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** SLURM, by sbatch(1), squeue(1), sacct(1), scontrol(1) and scancel(1); never by {@code --json}, which changes shape. */
final class SlurmCommands implements SchedulerCommands {
    private static final Pattern PARSABLE = Pattern.compile("(?m)^(\\d+)(;.*)?$");
    private static final Pattern WORDY = Pattern.compile("Submitted batch job (\\d+)");
    private static final Pattern LATER = Pattern.compile(
            "(?i)socket timed out|unable to contact slurm|connection refused|slurmctld.*(down|not responding)"
                    + "|communication connection failure|resource temporarily unavailable|rate limit|zero bytes were"
                    + " transmitted|protocol authentication error|i/o error|connection timed out");
    private static final Pattern FIELD = Pattern.compile("\\b(JobId|JobState|Reason|ExitCode)=(\\S*)");
    /** Accounting is not everywhere; the controller remembers an ended job for some minutes (MinJobAge). */
    private static final String ACCOUNTING = """
            sacct -X -n -P -o JobIDRaw,State,ExitCode,Reason -j "$1" 2>/dev/null
            IFS=,
            for id in $1; do scontrol -o show job "$id" 2>/dev/null; done
            exit 0
            """;

    @Override
    public String directives(Job job) {
        return "";
    }

    @Override
    public List<String> submit(Job job) {
        SlurmTime limit = SlurmTime.ofSeconds(job.timeLimitSeconds()).orLess(job.options());
        List<String> argv = new ArrayList<>(List.of(
                "sbatch",
                "--parsable",
                "--job-name=" + job.name(),
                "--chdir=" + job.sprintDirectory(),
                "--output=" + job.attemptDirectory().replace("%", "%%") + "/job.out",
                "--open-mode=append",
                // A job that is cut off is followed by one of ours, which knows where to go on.
                "--no-requeue",
                "--time=" + limit.minutes(),
                "--signal=B:USR1@" + limit.warningSeconds()));
        job.options().forEach((name, value) -> {
            if (!SlurmTime.isTime(name)) {
                argv.addAll(option(name, value));
            }
        });
        argv.add(job.attemptDirectory() + "/batch.sh");
        return argv;
    }

    private static List<String> option(String name, String value) {
        String bare = name.replaceFirst("^-+", "");
        if (value.equalsIgnoreCase("true")) {
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
        String name = quote(jobName);
        return "found=$(squeue -h -t all -n " + name + " -o %i) || exit; [ -n \"$found\" ] || found=$(sacct -X -n -P -S"
                + " now-7days -o JobIDRaw --name=" + name + " 2>/dev/null); printf '%s' \"${found%%$'\\n'*}\"";
    }

    @Override
    public String end() {
        return "scancel \"$1\"";
    }

    @Override
    public String isAlive() {
        return "answer=$(squeue -h -j \"$1,$1\" -o %T 2>&1) && printf '%s' \"$answer\" || case $answer in *'Invalid job"
                + " id'*) ;; *) exit 1 ;; esac";
    }

    /** An unknown id that stands alone makes squeue fail; named twice it does not. */
    @Override
    public ShellCommand queue(Collection<String> ids) {
        List<String> named = new ArrayList<>(ids);
        ids.stream().findFirst().ifPresent(named::add);
        return ShellCommand.of("squeue", "-h", "-t", "all", "-o", "%i|%T|%r", "-j", String.join(",", named));
    }

    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        if (!answer.ok() && !answer.stderr().contains("Invalid job id")) {
            throw new ClusterUnavailable("squeue does not answer: " + answer.complaint());
        }
        Map<String, JobStatus> states = new HashMap<>();
        answer.stdout().lines().map(line -> line.split("\\|", 3)).forEach(fields -> {
            if (fields.length == 3) {
                states.put(fields[0], status(fields[1], "", fields[2]));
            }
        });
        return states;
    }

    @Override
    public ShellCommand accounting(Collection<String> ids) {
        return ShellCommand.script(ACCOUNTING, List.of(String.join(",", ids)));
    }

    @Override
    public Map<String, JobStatus> parseAccounting(ShellResult answer) {
        Map<String, JobStatus> states = new HashMap<>();
        answer.stdout().lines().forEach(line -> {
            String[] fields = line.startsWith("JobId=") ? controller(line) : line.split("\\|", 4);
            if (fields.length == 4) {
                JobStatus status = status(fields[1], fields[2], fields[3]);
                if (status.state() == JobState.ENDED) {
                    states.putIfAbsent(fields[0], status);
                }
            }
        });
        return states;
    }

    private static String[] controller(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = FIELD.matcher(line);
        while (field.find()) {
            fields.putIfAbsent(field.group(1), field.group(2));
        }
        return new String[] {
            fields.getOrDefault("JobId", ""),
            fields.getOrDefault("JobState", ""),
            fields.getOrDefault("ExitCode", ""),
            fields.getOrDefault("Reason", "")
        };
    }

    /**
     * @param written may be {@code CANCELLED by 1001}
     * @param exit {@code code:signal}, or empty
     */
    private static JobStatus status(String written, String exit, String reason) {
        String state = written.strip().replaceFirst("[ +].*", "").toUpperCase(Locale.ROOT);
        String why = reason.equals("None") ? "" : reason;
        return switch (state) {
            case "PENDING",
                    "CONFIGURING",
                    "POWER_UP_NODE",
                    "REQUEUED",
                    "REQUEUE_FED",
                    "REQUEUE_HOLD",
                    "RESV_DEL_HOLD",
                    "SPECIAL_EXIT",
                    "RECONFIG_FAIL" -> new JobStatus(JobState.QUEUED, why, null);
            case "RUNNING", "COMPLETING", "SUSPENDED", "STOPPED", "SIGNALING", "STAGE_OUT", "RESIZING", "UPDATE_DB" ->
                new JobStatus(JobState.RUNNING, why, null);
            case "COMPLETED", "FAILED", "LAUNCH_FAILED" -> ended(JobEnd.Cause.EXITED, state, exit, why);
            case "TIMEOUT", "DEADLINE" -> ended(JobEnd.Cause.TIME_LIMIT, state, exit, why);
            case "OUT_OF_MEMORY" -> ended(JobEnd.Cause.OUT_OF_MEMORY, state, exit, why);
            case "NODE_FAIL", "BOOT_FAIL" -> ended(JobEnd.Cause.NODE_LOST, state, exit, why);
            case "PREEMPTED" -> ended(JobEnd.Cause.PREEMPTED, state, exit, why);
            case "CANCELLED", "REVOKED" -> ended(JobEnd.Cause.KILLED, written.strip(), exit, why);
            default -> JobStatus.of(JobState.UNKNOWN);
        };
    }

    private static JobStatus ended(JobEnd.Cause cause, String state, String exit, String reason) {
        String[] parts = exit.split(":", -1);
        Integer code = parts.length == 2 ? number(parts[0]) : null;
        Integer signal = parts.length == 2 ? number(parts[1]) : null;
        return new JobStatus(
                JobState.ENDED,
                reason,
                new JobEnd(cause, state, code, signal == null || signal == 0 ? null : signal, reason));
    }

    private static @Nullable Integer number(String text) {
        return text.matches("\\d{1,9}") ? Integer.valueOf(text) : null;
    }
}
