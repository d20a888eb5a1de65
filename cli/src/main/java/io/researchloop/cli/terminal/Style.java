package io.researchloop.cli.terminal;

import java.util.List;

/** Colours, where the terminal takes them and the user has not asked for none (no-color.org). */
public record Style(boolean colours) {

    public String bold(String text) {
        return paint("1", text);
    }

    public String dim(String text) {
        return paint("2", text);
    }

    public String good(String text) {
        return paint("32", text);
    }

    public String warn(String text) {
        return paint("33", text);
    }

    public String bad(String text) {
        return paint("31", text);
    }

    /** Colours a sprint's or cluster's status word. */
    public String status(String status) {
        if (List.of("completed", "UP", "ok", "up", "reachable").contains(status)) {
            return good(status);
        }
        if (List.of("failed", "DOWN", "OUT_OF_SERVICE", "down", "unreachable", "paused")
                .contains(status)) {
            return bad(status);
        }
        return switch (status) {
            case "running" -> paint("36", status);
            case "cancelled", "pending" -> dim(status);
            default -> status;
        };
    }

    private String paint(String code, String text) {
        return colours && !text.isEmpty() ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
