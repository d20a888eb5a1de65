package io.researchloop.cli;

import io.researchloop.cli.terminal.Fields;
import io.researchloop.cli.terminal.Table;
import io.researchloop.cli.terminal.Words;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** A sprint's jobs, one a line: when each ran, and why it ended. */
final class AttemptTable {
    /** The scheduler's account, where it says more than the runner could know. */
    private static final Set<String> TELLING =
            Set.of("time_limit", "out_of_memory", "node_lost", "preempted", "killed");

    private AttemptTable() {}

    static Table of(List<Fields> attempts, Instant now) {
        var table = new Table("ATTEMPT", "JOB", "SUBMITTED", "WAITED", "RAN", "END");
        for (var attempt : attempts) {
            var started = attempt.text("started_at");
            var ended = attempt.text("ended_at");
            table.row(
                    attempt.text("number"),
                    attempt.text("job_id"),
                    attempt.text("submitted_at"),
                    Words.between(attempt.text("submitted_at"), started.isEmpty() ? ended : started, now),
                    Words.between(started, ended, now),
                    attempt.object("end").map(AttemptTable::end).orElse(""));
        }
        return table;
    }

    private static String end(Fields end) {
        var outcome = end.object("outcome");
        var words =
                new StringBuilder(outcome.map(said -> plain(said.text("kind"))).orElse(""));
        end.object("job").ifPresent(job -> words.append(account(job)));
        outcome.map(said -> said.text("detail"))
                .filter(detail -> !detail.isBlank())
                .ifPresent(detail -> words.append(": ").append(detail));
        return words.toString();
    }

    /** In brackets: what the scheduler calls the end, the exit code, the signal, the memory and the reason, as far as they are known. */
    private static String account(Fields job) {
        List<String> said = new ArrayList<>();
        if (TELLING.contains(job.text("cause"))) {
            said.add(plain(job.text("cause")));
        }
        if (!job.text("state").isEmpty()) {
            said.add(job.text("state"));
        }
        if (!job.text("exit_code").isEmpty()) {
            said.add("exit " + job.text("exit_code"));
        }
        if (!job.text("signal").isEmpty()) {
            said.add("signal " + job.text("signal"));
        }
        job.object("memory")
                .map(AttemptTable::memory)
                .filter(words -> !words.isEmpty())
                .ifPresent(said::add);
        if (!job.text("reason").isBlank()) {
            said.add(job.text("reason"));
        }
        return said.isEmpty() ? "" : " (" + String.join(", ", said) + ")";
    }

    private static String memory(Fields memory) {
        var used = Words.memory(memory.number("used_bytes"));
        var asked = Words.memory(memory.number("asked_bytes"));
        return used.isEmpty() ? "" : "memory " + used + (asked.isEmpty() ? "" : " of " + asked);
    }

    private static String plain(String word) {
        return word.replace('_', ' ');
    }
}
