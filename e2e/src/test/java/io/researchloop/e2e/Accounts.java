package io.researchloop.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import io.researchloop.e2e.SprintFolder.Mark;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What must be true of a sprint at its end, whatever happened to it on the way. */
final class Accounts {
    static final List<String> STEPS = List.of("research", "red_team_1", "fix_1", "report", "summarize");

    private Accounts() {}

    /** Completed, with one job for each of its attempts, each step's work done once, and said once. */
    static void inOrder(Project project, NtfyServer ntfy, Sprint sprint, int attempts) {
        assertThat(sprint.status()).as(sprint.json().toString()).isEqualTo("completed");
        assertThat(sprint.attempt()).as("attempts of " + sprint.json()).isEqualTo(attempts);
        assertThat(sprint.text("error")).isEmpty();
        assertThat(sprint.text("completed_at")).isNotEmpty();
        assertThat(project.rows().status(sprint.id())).contains("completed");
        assertThat(sprint.folder().steps("end"))
                .as("finished steps of " + sprint.id())
                .isEqualTo(STEPS);
        oneJobAnAttempt(project, sprint, attempts);
        saidOnce(ntfy, sprint);
        // The runner's last word comes from a job that is about to end, not one that has ended.
        Path directory = Path.of(sprint.text("directory"));
        Until.holds("the end of the job of " + sprint.id(), () -> Processes.ofJobsIn(directory)
                .isEmpty());
    }

    static void oneJobAnAttempt(Project project, Sprint sprint, int attempts) {
        SprintFolder folder = sprint.folder();
        assertThat(folder.attempts())
                .isEqualTo(IntStream.rangeClosed(1, attempts)
                        .mapToObj(folder::attempt)
                        .toList());
        for (Path attempt : folder.attempts()) {
            String below = ".researchloop/attempts/" + attempt.getFileName() + "/";
            assertThat(folder.text(below + "job_id").lines()).hasSize(1);
            assertThat(attempt.resolve("started")).isDirectory();
            assertThat(starts(project)).filteredOn(attempt.toString()::equals).hasSize(1);
        }
        assertThat(sprint.attempts()).hasSize(attempts);
    }

    /** Exactly once; a notice that is late is waited for. */
    static void saidOnce(NtfyServer ntfy, Sprint sprint) {
        Until.holds("a notice of " + sprint.id(), () -> !ntfy.about(sprint.id()).isEmpty());
        assertThat(ntfy.about(sprint.id()))
                .containsExactly("Sprint " + sprint.status() + ": " + Project.STUDY + " " + sprint.id());
    }

    /** How many sprints worked at the same time: each from its first mark to its last. */
    static int mostAtOnce(List<Sprint> sprints) {
        Map<Mark, Integer> changes = new HashMap<>();
        for (Sprint sprint : sprints) {
            List<Mark> marks = sprint.folder().marks();
            changes.put(marks.get(0), 1);
            changes.put(marks.get(marks.size() - 1), -1);
        }
        int now = 0;
        int most = 0;
        for (Mark mark : changes.keySet().stream()
                .sorted(Comparator.comparingLong(Mark::nanos))
                .toList()) {
            now += changes.getOrDefault(mark, 0);
            most = Math.max(most, now);
        }
        return most;
    }

    private static List<String> starts(Project project) {
        try {
            return Files.readAllLines(project.jobStarts());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
