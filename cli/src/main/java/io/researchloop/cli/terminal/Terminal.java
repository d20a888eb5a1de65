package io.researchloop.cli.terminal;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Optional;

/**
 * Where a command speaks.
 *
 * @param live whether standard output is a terminal: then progress may be redrawn and lines are cut to {@code columns}
 * @param secrets how to ask for a password without echo; empty when nobody is there to ask
 */
public record Terminal(
        InputStream in,
        PrintStream out,
        PrintStream err,
        boolean live,
        int columns,
        Style style,
        Optional<SecretPrompt> secrets) {
    private static final Gson PRETTY = new GsonBuilder()
            .setPrettyPrinting()
            .disableHtmlEscaping()
            .serializeNulls()
            .create();
    private static final Gson COMPACT =
            new GsonBuilder().disableHtmlEscaping().serializeNulls().create();

    /** Asks a person for a secret; empty when the input ended. */
    @FunctionalInterface
    public interface SecretPrompt {
        Optional<String> ask(String question);
    }

    public void line(String text) {
        out.println(text);
    }

    public void note(String text) {
        err.println(text);
    }

    public void json(JsonElement value) {
        out.println(SafeText.json(PRETTY.toJson(value)));
    }

    /** One JSON value on one line, for streams of them. */
    public void jsonLine(JsonElement value) {
        out.println(SafeText.json(COMPACT.toJson(value)));
        out.flush();
    }

    /** A name and its value, left out when there is no value. */
    public void field(String name, String value) {
        if (!value.isEmpty()) {
            out.println(style.dim(name + " ".repeat(Math.max(1, 12 - name.length()))) + value);
        }
    }

    /** How many characters fit on the line after those used. */
    public int room(int used) {
        return live ? Math.max(10, columns - used) : Integer.MAX_VALUE;
    }
}
