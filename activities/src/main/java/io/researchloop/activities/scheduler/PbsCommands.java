package io.researchloop.activities.scheduler;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.config.JobOptions;
import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * OpenPBS and PBS Professional, by qsub(1B), qstat(1B), qselect(1B) and qdel(1B). The text of {@code qstat -f} is read, as
 * its JSON is not always valid. Tried with documented output only.
 */
final class PbsCommands implements SchedulerCommands {
    private static final Pattern ID = Pattern.compile("(?m)^(\\d+)(?:\\.[\\w.-]+)?$");
    private static final Pattern LATER =
            Pattern.compile("(?i)cannot connect to|connection refused|timed? ?out|no server"
                    + "|server is shutting down|unauthorized request.*retry|would exceed .*limit|end of file"
                    + "|batch protocol error|communication failure|trying later|resource temporarily unavailable");
    private static final Pattern UNKNOWN = Pattern.compile("(?i)unknown job id|job has finished|job has moved");
    private static final Pattern WALLTIME = Pattern.compile("walltime=(.*)");
    private static final String STATE = SchedulerScript.load("pbs-state.sh");

    @Override
    public String directives(Job job) {
        return "job_id=$PBS_JOBID\n" + Warning.byTheScript(limit(job));
    }

    @Override
    public List<String> submit(Job job) {
        List<String> argv =
                new ArrayList<>(List.of("qsub", "-N", job.name(), "-S", "/bin/bash", "-r", "n", "-j", "oe"));
        // A colon in a path would begin a host's name for PBS; the script finds its own way.
        argv.addAll(List.of("-o", "/dev/null", "-l", "walltime=" + limit(job)));
        job.options().forEach((name, value) -> argv.addAll(option(JobOptions.bare(name), value)));
        argv.add(job.attemptDirectory() + "/batch.sh");
        return argv;
    }

    /** The smaller of our time limit and what the options ask for, in seconds. */
    private static long limit(Job job) {
        return job.options().entrySet().stream()
                .filter(option -> JobOptions.bare(option.getKey()).equals("l"))
                .flatMap(option -> List.of(option.getValue().split(",", -1)).stream())
                .map(WALLTIME::matcher)
                .filter(Matcher::matches)
                .mapToLong(walltime -> seconds(walltime.group(1)))
                .filter(asked -> asked > 0)
                .reduce(Math.max(1, job.timeLimitSeconds()), Math::min);
    }

    /** {@code [[hours:]minutes:]seconds[.milliseconds]}; -1 for anything else. */
    static long seconds(String time) {
        if (!time.matches("\\d{1,9}(:\\d{1,2}){0,2}(\\.\\d+)?")) {
            return -1;
        }
        long seconds = 0;
        for (String part : time.replaceFirst("\\..*", "").split(":", -1)) {
            seconds = seconds * 60 + Long.parseLong(part);
        }
        return seconds;
    }

    private static List<String> option(String name, String value) {
        if (JobOptions.isOff(value)) {
            return List.of();
        }
        if (JobOptions.isOn(value)) {
            return List.of("-" + name);
        }
        if (!name.equals("l")) {
            return List.of("-" + name, value);
        }
        // A time that is none stays, so that PBS refuses it in its own words.
        Predicate<String> ours = resource -> {
            Matcher walltime = WALLTIME.matcher(resource);
            return walltime.matches() && seconds(walltime.group(1)) > 0;
        };
        String rest =
                List.of(value.split(",", -1)).stream().filter(ours.negate()).collect(Collectors.joining(","));
        return rest.isEmpty() ? List.of() : List.of("-l", rest);
    }

    @Override
    public String parseId(String answer) {
        Matcher id = ID.matcher(answer.strip());
        if (id.find()) {
            return id.group();
        }
        throw new ClusterUnavailable("qsub gave no job id: " + answer);
    }

    @Override
    public boolean mayWorkLater(String complaint) {
        return LATER.matcher(complaint).find();
    }

    @Override
    public String lookUp(String jobName) {
        return "found=$(qselect -x -N " + quote(jobName) + ") || exit; printf '%s' \"${found%%$'\\n'*}\"";
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
        List<String> argv = new ArrayList<>(List.of("qstat", "-x", "-f"));
        argv.addAll(ids);
        return ShellCommand.of(argv.toArray(String[]::new));
    }

    /** Of ids that it does not know or no longer knows, qstat complains one by one. */
    @Override
    public Map<String, JobStatus> parseQueue(ShellResult answer) {
        boolean answered = answer.ok()
                || (!answer.stderr().isBlank()
                        && answer.stderr().lines().allMatch(line -> UNKNOWN.matcher(line)
                                .find()));
        if (!answered) {
            throw new ClusterUnavailable("qstat does not answer: " + answer.complaint());
        }
        return PbsJobs.parse(answer.stdout());
    }

    /** The history is all the accounting that a user can read. */
    @Override
    public ShellCommand accounting(Collection<String> ids) {
        return queue(ids);
    }

    @Override
    public Map<String, JobStatus> parseAccounting(ShellResult answer) {
        Map<String, JobStatus> states = parseQueue(answer);
        return states.entrySet().stream()
                .filter(entry -> entry.getValue().state() == JobState.ENDED)
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
