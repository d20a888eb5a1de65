package io.researchloop.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** A text argument where "-" means standard input, for what is too long for a command line. */
final class TypedText {
    private TypedText() {}

    static String read(String argument, String label, Session session, @Nullable CommandSpec spec) {
        var text = "-".equals(argument) ? standardInput(session) : argument;
        if (text.isBlank() && spec != null) {
            throw new ParameterException(spec.commandLine(), "The " + label + " is empty.");
        }
        return text.strip();
    }

    private static String standardInput(Session session) {
        try {
            return new String(session.terminal().in().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new Failure("Cannot read standard input: " + e.getMessage(), e);
        }
    }
}
