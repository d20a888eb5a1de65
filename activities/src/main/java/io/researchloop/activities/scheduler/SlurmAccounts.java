package io.researchloop.activities.scheduler;

import io.researchloop.workflows.model.JobEnd;
import io.researchloop.workflows.model.JobMemory;
import io.researchloop.workflows.model.JobState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads sacct(1)'s rows of {@link #FIELDS}, a job's own and those of its steps, and {@code scontrol show job} lines. */
final class SlurmAccounts {
    static final String FIELDS = "JobIDRaw,State,ExitCode,MaxRSS,ReqMem,ElapsedRaw";
    private static final int LEAST = 6;
    private static final int KILL = 9;
    private static final Pattern CONTROLLER = Pattern.compile("\\b(JobId|JobState|Reason|ExitCode|RunTime)=(\\S*)");

    private final Map<String, JobStatus> ended = new HashMap<>();
    private final Map<String, Long> asked = new HashMap<>();
    private final Map<String, Long> used = new HashMap<>();

    private SlurmAccounts() {}

    /** By id; only of jobs that have ended. */
    static Map<String, JobStatus> parse(String text) {
        SlurmAccounts accounts = new SlurmAccounts();
        text.lines().forEach(accounts::line);
        accounts.ended.replaceAll(accounts::judge);
        return accounts.ended;
    }

    private void line(String line) {
        List<String> fields = line.startsWith("JobId=") ? controller(line) : List.of(line.split("\\|", -1));
        if (fields.size() < LEAST) {
            return;
        }
        String id = fields.get(0);
        int dot = id.indexOf('.');
        if (dot > 0) {
            used.merge(id.substring(0, dot), Bytes.parse(fields.get(3)), Math::max);
            return;
        }
        JobStatus status = SlurmState.of(fields.get(1), fields.get(2), fields.size() > LEAST ? fields.get(LEAST) : "");
        if (status.end() != null && ended.putIfAbsent(id, SlurmState.after(status, seconds(fields.get(5)))) == null) {
            asked.put(id, asked(fields.get(4)));
        }
    }

    private static List<String> controller(String line) {
        Map<String, String> fields = new HashMap<>();
        Matcher field = CONTROLLER.matcher(line);
        while (field.find()) {
            fields.putIfAbsent(field.group(1), field.group(2));
        }
        List<String> row = new ArrayList<>();
        for (String name : List.of("JobId", "JobState", "ExitCode", "", "", "RunTime", "Reason")) {
            row.add(fields.getOrDefault(name, ""));
        }
        return row;
    }

    /** A node that watches memory by itself (OverMemoryKill) kills the job and says FAILED. */
    private JobStatus judge(String id, JobStatus status) {
        JobEnd end = status.end();
        if (end == null) {
            return status;
        }
        JobMemory memory = JobMemory.ofKnown(used.getOrDefault(id, 0L), asked.getOrDefault(id, 0L));
        boolean killed = end.cause() == JobEnd.Cause.EXITED && Objects.equals(end.signal(), KILL);
        boolean forMemory = killed && memory != null && memory.usedUp();
        return new JobStatus(
                JobState.ENDED,
                status.reason(),
                (forMemory ? end.because(JobEnd.Cause.OUT_OF_MEMORY) : end).with(memory));
    }

    /** With an n for each node, as before 21.08, a batch job's own; with a c it is for each core and tells nothing here. */
    private static long asked(String written) {
        return Bytes.parse(written.endsWith("n") ? written.substring(0, written.length() - 1) : written);
    }

    /** Accounting counts seconds, the controller days, hours, minutes and seconds. */
    private static @Nullable Long seconds(String written) {
        long seconds = written.matches("\\d{1,9}") ? Long.parseLong(written) : SlurmTime.parse(written);
        return seconds < 0 ? null : Long.valueOf(seconds);
    }
}
