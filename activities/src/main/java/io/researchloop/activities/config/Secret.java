package io.researchloop.activities.config;

/**
 * A value that must not reach a log, a page or an error message: it prints as {@code ***}, and so does every record
 * that holds it.
 */
public record Secret(String value) {
    @Override
    public String toString() {
        return "***";
    }
}
