package io.researchloop.runner.report;

import java.io.IOException;

/** Says what went wrong in a sentence that someone can act on. */
final class Failures {
    private static final int MAX_BODY = 200;

    private Failures() {}

    static String describe(Reply reply) {
        String body = reply.body().strip();
        String answer = "HTTP " + reply.status() + (body.isEmpty() ? "" : " " + cut(body));
        return switch (reply.status()) {
            case 301, 302, 303, 307, 308 -> answer + " (a redirect; set orchestrator_url to where it leads)";
            case 401, 403 -> answer + " (the runner's token is refused)";
            case 404 -> answer + " (the orchestrator does not know this sprint, or orchestrator_url has a wrong path)";
            default -> answer;
        };
    }

    static String describe(IOException e) {
        String message = e.getMessage();
        return e.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    }

    private static String cut(String body) {
        String line = body.replaceAll("\\s+", " ");
        return line.length() <= MAX_BODY ? line : line.substring(0, MAX_BODY) + "…";
    }
}
