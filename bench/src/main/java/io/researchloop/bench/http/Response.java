package io.researchloop.bench.http;

/**
 * An answer.
 *
 * @param text its body; empty when nobody wanted it
 * @param closing the server ends the connection after this answer
 */
public record Response(int status, String text, boolean closing) {
    public boolean ok() {
        return status >= 200 && status < 300;
    }
}
