package io.researchloop.cli.watch;

import io.researchloop.cli.terminal.Fields;

/** A sprint's state in a few words. */
final class SprintLine {
    private SprintLine() {}

    static String words(Fields sprint) {
        var words = new StringBuilder(sprint.text("status"));
        var step = sprint.text("phase");
        if (!step.isEmpty() && !step.equals(sprint.text("status"))) {
            words.append("  ").append(step);
        }
        var position = sprint.text("queue_position");
        if ("queued".equals(sprint.text("status")) && !position.isEmpty()) {
            words.append("  number ").append(position).append(" in the queue");
        }
        if (sprint.number("attempt").orElse(1) > 1) {
            words.append("  attempt ").append(sprint.text("attempt"));
        }
        return words.toString();
    }
}
