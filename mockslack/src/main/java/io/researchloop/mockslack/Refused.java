package io.researchloop.mockslack;

/** What Slack answers with {@code "ok": false}. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    Refused(String error) {
        super(error);
    }

    String error() {
        return String.valueOf(getMessage());
    }
}
