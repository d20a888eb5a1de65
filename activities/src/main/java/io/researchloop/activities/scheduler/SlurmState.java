package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobState;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** What SLURM's words for the state of a job mean: base states and flags that are shown as states (squeue(1), sacct(1)). */
final class SlurmState {
    private SlurmState() {}

    /**
     * @param written may be {@code CANCELLED by 1001} or {@code CANCELLED+}
     * @param exit {@code code:signal}, or empty
     * @param reason {@code None} is none
     */
    static JobStatus of(String written, String exit, String reason) {
        String state = written.strip().replaceFirst("[ +].*", "").toUpperCase(Locale.ROOT);
        String why = reason.equals("None") ? "" : reason;
        return switch (state) {
            case "PENDING",
                    "CONFIGURING",
                    "EXPEDITING",
                    "POWER_UP_NODE",
                    "RECONFIG_FAIL",
                    "REQUEUED",
                    "REQUEUE_FED",
                    "REQUEUE_HOLD",
                    "RESV_DEL_HOLD",
                    "SPECIAL_EXIT" -> new JobStatus(JobState.QUEUED, why, null);
            case "RUNNING", "COMPLETING", "RESIZING", "SIGNALING", "STAGE_OUT", "STOPPED", "SUSPENDED", "UPDATE_DB" ->
                new JobStatus(JobState.RUNNING, why.isEmpty() && !state.equals("RUNNING") ? state : why, null);
            case "COMPLETED", "FAILED" -> ended(JobEnd.Cause.EXITED, state, exit, why);
            case "TIMEOUT", "DEADLINE" -> ended(JobEnd.Cause.TIME_LIMIT, state, exit, why);
            case "OUT_OF_MEMORY" -> ended(JobEnd.Cause.OUT_OF_MEMORY, state, exit, why);
            case "NODE_FAIL", "BOOT_FAIL", "LAUNCH_FAILED" -> ended(JobEnd.Cause.NODE_LOST, state, exit, why);
            case "PREEMPTED" -> ended(JobEnd.Cause.PREEMPTED, state, exit, why);
            case "CANCELLED" -> ended(JobEnd.Cause.KILLED, written.strip(), exit, why);
            // REVOKED is a sibling's end in a federation: the job itself runs in another cluster.
            default -> new JobStatus(JobState.UNKNOWN, state, null);
        };
    }

    /** @param status of a job that has ended */
    static JobStatus after(JobStatus status, @Nullable Long ranSeconds) {
        JobEnd end = status.end();
        return new JobStatus(status.state(), status.reason(), end == null ? null : end.after(ranSeconds));
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
