package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobState;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code qstat -f} of PBS: an attribute a line, folded before a tab. */
final class PbsJobs {
    private static final Pattern JOB = Pattern.compile("Job Id: (\\S+)");
    private static final Pattern ATTRIBUTE = Pattern.compile("    ([\\w.]+) = (.*)");
    /** What the execution daemon says in place of an exit code (pbs_job.h of OpenPBS, {@code JOB_EXEC_…}). */
    private static final int RETRY = -3;

    private static final int KILLED_FOR_VIRTUAL_MEMORY = -26;
    private static final int KILLED_FOR_MEMORY = -27;
    private static final int KILLED_FOR_TIME = -29;
    private static final int SIGNALLED = 256;
    private static final int SHELL_SIGNALLED = 128;

    private PbsJobs() {}

    static Map<String, JobStatus> parse(String text) {
        Map<String, JobStatus> states = new HashMap<>();
        String id = "";
        Map<String, String> attributes = new HashMap<>();
        for (String line : (text.replace("\n\t", "") + "\nJob Id: end").lines().toList()) {
            Matcher job = JOB.matcher(line);
            Matcher attribute = ATTRIBUTE.matcher(line);
            if (job.lookingAt()) {
                if (!attributes.isEmpty()) {
                    states.put(id, status(attributes));
                }
                id = job.group(1);
                attributes.clear();
            } else if (attribute.matches()) {
                attributes.putIfAbsent(attribute.group(1), attribute.group(2));
            }
        }
        return states;
    }

    /** The letters of job_state(7B), pbs_job_attributes. */
    private static JobStatus status(Map<String, String> attributes) {
        String comment = attributes.getOrDefault("comment", "");
        String letter = attributes.getOrDefault("job_state", "");
        return switch (letter) {
            case "Q", "H", "W", "T" -> new JobStatus(JobState.QUEUED, comment, null);
            case "R", "E", "S", "U", "B" -> new JobStatus(JobState.RUNNING, letter.equals("R") ? "" : comment, null);
            case "F", "X" -> ended(attributes, comment);
            // M has moved to another server, which answers for it.
            default -> new JobStatus(JobState.UNKNOWN, letter, null);
        };
    }

    private static JobStatus ended(Map<String, String> attributes, String comment) {
        String written = attributes.getOrDefault("Exit_status", "");
        if (!written.matches("-?\\d{1,9}")) {
            // It was deleted before it ran.
            return end(new JobEnd(JobEnd.Cause.KILLED, "F", null, null, comment));
        }
        int status = Integer.parseInt(written);
        int base = status > SIGNALLED ? SIGNALLED : SHELL_SIGNALLED;
        Integer signal = status > SHELL_SIGNALLED && status != SIGNALLED ? Integer.valueOf(status - base) : null;
        JobEnd.Cause cause =
                switch (status) {
                    case KILLED_FOR_TIME -> JobEnd.Cause.TIME_LIMIT;
                    case KILLED_FOR_MEMORY, KILLED_FOR_VIRTUAL_MEMORY -> JobEnd.Cause.OUT_OF_MEMORY;
                    case RETRY -> JobEnd.Cause.NODE_LOST;
                    default -> status < 0 ? JobEnd.Cause.UNKNOWN : cause(signal, attributes);
                };
        long ran = PbsCommands.seconds(attributes.getOrDefault("resources_used.walltime", ""));
        return end(new JobEnd(cause, "F", status < 0 ? null : status, signal, comment)
                .after(ran < 0 ? null : Long.valueOf(ran))
                .with(memory(attributes)));
    }

    private static @Nullable JobMemory memory(Map<String, String> attributes) {
        return JobMemory.ofKnown(
                Bytes.parse(attributes.getOrDefault("resources_used.mem", "")),
                Bytes.parse(attributes.getOrDefault("Resource_List.mem", "")));
    }

    private static JobEnd.Cause cause(@Nullable Integer signal, Map<String, String> attributes) {
        if (signal == null) {
            return JobEnd.Cause.EXITED;
        }
        long limit = PbsCommands.seconds(attributes.getOrDefault("Resource_List.walltime", ""));
        long used = PbsCommands.seconds(attributes.getOrDefault("resources_used.walltime", ""));
        return limit > 0 && used >= limit ? JobEnd.Cause.TIME_LIMIT : JobEnd.Cause.KILLED;
    }

    private static JobStatus end(JobEnd end) {
        return new JobStatus(JobState.ENDED, end.reason(), end);
    }
}
