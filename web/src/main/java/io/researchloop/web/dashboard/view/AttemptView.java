package io.researchloop.web.dashboard.view;

import io.researchloop.workflows.model.AttemptEnd;
import io.researchloop.workflows.model.AttemptRecord;
import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One attempt.
 *
 * @param after how long it took; empty while it goes on
 * @param note from when to when
 * @param brief the same for a narrow column, with its job
 * @param text what happened, in sentences; may be empty
 */
public record AttemptView(
        int number, StatusView status, String after, String note, String brief, List<Detail> details, String text) {
    /** With less of what it asked for, a job did not run out of it: the scheduler looked too early. */
    private static final double NEARLY_ALL = 0.95;

    static AttemptView of(AttemptRecord attempt, boolean live, ZoneId zone) {
        AttemptEnd end = attempt.end();
        return new AttemptView(
                attempt.number(),
                end != null
                        ? Causes.status(end)
                        : live ? going(attempt) : new StatusView("cancelled", "No account of its end"),
                after(attempt),
                note(attempt, live, zone),
                brief(attempt, live, zone),
                details(attempt),
                end == null ? "" : end.outcome().detail());
    }

    private static StatusView going(AttemptRecord attempt) {
        return attempt.startedAt() != null
                ? new StatusView("running", "Running")
                : new StatusView("submitted", "Submitted");
    }

    private static String note(AttemptRecord attempt, boolean live, ZoneId zone) {
        Instant from = attempt.startedAt();
        if (from == null) {
            return attempt.submittedAt() == null ? "" : "submitted " + When.clock(attempt.submittedAt(), zone);
        }
        Instant to = attempt.endedAt();
        if (to == null) {
            return live ? "since " + When.clock(from, zone) : "from " + When.clock(from, zone);
        }
        return When.clock(from, zone) + " to " + When.clock(to, zone) + ", "
                + Words.duration(Duration.between(from, to));
    }

    private static String after(AttemptRecord attempt) {
        return attempt.startedAt() == null || attempt.endedAt() == null
                ? ""
                : "after " + Words.duration(Duration.between(attempt.startedAt(), attempt.endedAt()));
    }

    private static String brief(AttemptRecord attempt, boolean live, ZoneId zone) {
        Instant from = attempt.startedAt();
        if (from == null || attempt.endedAt() == null) {
            return note(attempt, live, zone) + waited(attempt);
        }
        return When.clock(from, zone) + " to " + When.clock(attempt.endedAt(), zone)
                + (attempt.jobId() == null ? "" : ", job " + attempt.jobId());
    }

    private static String waited(AttemptRecord attempt) {
        if (attempt.submittedAt() == null || attempt.startedAt() == null) {
            return "";
        }
        Duration waited = Duration.between(attempt.submittedAt(), attempt.startedAt());
        return waited.toMinutes() < 1 ? "" : ", after " + Words.duration(waited) + " in the queue";
    }

    private static List<Detail> details(AttemptRecord attempt) {
        List<Detail> details = new ArrayList<>();
        if (attempt.jobId() != null) {
            details.add(Detail.code("Job", attempt.jobId()));
        }
        JobEnd job = attempt.end() == null ? null : attempt.end().job();
        if (job != null) {
            details.addAll(of(job));
        }
        if (attempt.submittedAt() != null && attempt.startedAt() != null) {
            details.add(Detail.text(
                    "Waited", Words.duration(Duration.between(attempt.submittedAt(), attempt.startedAt()))));
        }
        return details;
    }

    /** The scheduler's account. */
    static List<Detail> of(JobEnd job) {
        List<Detail> details = new ArrayList<>();
        if (!job.state().isBlank()) {
            details.add(Detail.code("Scheduler", job.state()));
        }
        String exit = exit(job);
        if (exit != null) {
            details.add(Detail.text("Exit", exit));
        }
        if (job.memory() != null) {
            details.add(Detail.text("Memory", memory(job.memory(), job.cause() == JobEnd.Cause.OUT_OF_MEMORY)));
        }
        if (!job.reason().isBlank()) {
            details.add(Detail.text("Reason", job.reason()));
        }
        return details;
    }

    /** @param ranOut true if it took all there was, however little of it was seen */
    private static String memory(JobMemory memory, boolean ranOut) {
        Long used = memory.usedBytes();
        Long asked = memory.askedBytes();
        if (used == null || asked == null) {
            return used != null
                    ? Words.memory(used) + " used"
                    : asked != null ? Words.memory(asked) + " asked for" : "";
        }
        if (used > asked) {
            return Words.memory(used) + " used, " + Words.memory(asked) + " asked for";
        }
        return (ranOut && used < asked * NEARLY_ALL ? "at least " : "") + Words.memory(used) + " of the "
                + Words.memory(asked) + " asked for";
    }

    private static @Nullable String exit(JobEnd job) {
        Integer code = job.exitCode();
        if (job.signal() != null && job.signal() > 0) {
            return (code == null || code == 0 ? "" : code + ": ") + "ended by signal " + job.signal();
        }
        if (code != null && code > 128 && code < 160) {
            return code + ": ended by signal " + (code - 128);
        }
        return code == null ? null : String.valueOf(code);
    }
}
