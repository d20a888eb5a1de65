package io.researchloop.cli;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/**
 * Tells of a failure in one line, without a stack trace. A class and not a lambda: the JDK's class archive takes in
 * picocli's classes only as long as no lambda has their types.
 */
record FailureReport(Session session) implements IExecutionExceptionHandler {
    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult parsed) throws Exception {
        if (failure instanceof Failure) {
            session.terminal().note(session.style().bad("error:") + " " + failure.getMessage());
            return CommandLine.ExitCode.SOFTWARE;
        }
        throw failure;
    }
}
