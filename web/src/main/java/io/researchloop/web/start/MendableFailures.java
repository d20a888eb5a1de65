package io.researchloop.web.start;

import io.researchloop.activities.UserError;
import io.researchloop.activities.store.DatabaseRefused;
import java.net.SocketException;
import java.util.Optional;
import org.springframework.boot.SpringBootExceptionReporter;
import org.springframework.boot.web.server.PortInUseException;

/**
 * Why a start failed, where a person can mend it: in one sentence, which the command line prints. Spring would print the
 * stack trace before it.
 */
final class MendableFailures implements SpringBootExceptionReporter {
    static Optional<String> sentence(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UserError || cause instanceof DatabaseRefused) {
                return Optional.of(String.valueOf(cause.getMessage()));
            }
            if (cause instanceof PortInUseException taken) {
                return Optional.of(
                        "Port " + taken.getPort() + " is in use: another program listens there, perhaps another"
                                + " ResearchLoop. Stop that one, or choose another port (--port, or port in [dashboard]).");
            }
            if (cause instanceof SocketException) {
                return Optional.of("The server cannot listen at its address: " + cause.getMessage()
                        + ". Choose another one (--host and --port, or host and port in [dashboard]).");
            }
        }
        return Optional.empty();
    }

    @Override
    public boolean reportException(Throwable failure) {
        return sentence(failure).isPresent();
    }
}
