package io.researchloop.cli.http;

import io.researchloop.cli.Failure;
import io.researchloop.cli.terminal.SafeText;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** No answer came. Whether the request arrived is unknown. */
public final class Unreachable extends Failure {
    private static final long serialVersionUID = 1L;

    private Unreachable(String message, Throwable cause) {
        super(message, cause);
    }

    static Unreachable from(IOException cause, ServerAddress address) {
        return new Unreachable("Cannot reach the server at " + address + ": " + reason(cause), cause);
    }

    private static String reason(IOException cause) {
        if (cause instanceof UnknownHostException) {
            return "no such host. Check the address: researchloop connect URL";
        }
        if (cause instanceof SSLException) {
            return "TLS failed (" + SafeText.line(String.valueOf(cause.getMessage()))
                    + "). Check the certificate, or whether the address should begin with http://.";
        }
        if (cause instanceof SocketTimeoutException) {
            return "no answer in time. It may be busy, or a firewall is between; try again.";
        }
        if (cause instanceof ConnectException) {
            return "nothing listens there. Start it (researchloop serve),"
                    + " or name another one (researchloop connect URL).";
        }
        return SafeText.line(String.valueOf(cause.getMessage())) + ". Try again; the server's log may say more.";
    }
}
