package io.researchloop.bench.http;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import org.jspecify.annotations.Nullable;

/** One connection, kept alive, and opened anew when the server has ended it. For one thread. */
public final class Connection implements Closeable {
    private final Address address;
    private @Nullable Socket socket;
    private @Nullable ResponseReader reader;

    public Connection(Address address) {
        this.address = address;
    }

    /** A body that is written while it is sent. */
    @FunctionalInterface
    public interface Body {
        void writeTo(OutputStream out) throws IOException;
    }

    /** @return the answer with its body */
    public Response exchange(byte[] request) throws IOException {
        return exchange(out -> out.write(request), true);
    }

    /** @return the answer's status; its body is read and thrown away */
    public int status(byte[] request) throws IOException {
        return exchange(out -> out.write(request), false).status();
    }

    public Response send(Body request) throws IOException {
        return exchange(request, true);
    }

    /** A connection that the server closed while it was idle is no fault of the request: that is sent once more. */
    private Response exchange(Body request, boolean keep) throws IOException {
        boolean reused = socket != null;
        try {
            return once(request, keep);
        } catch (IOException e) {
            boolean unheard = reader == null || !reader.begun();
            close();
            if (!reused || !unheard || e instanceof SocketTimeoutException) {
                throw e;
            }
        }
        try {
            return once(request, keep);
        } catch (IOException e) {
            close();
            throw e;
        }
    }

    private Response once(Body request, boolean keep) throws IOException {
        Socket open = socket;
        ResponseReader answers = reader;
        if (open == null || answers == null) {
            open = address.connect();
            answers = new ResponseReader(open.getInputStream());
            socket = open;
            reader = answers;
        }
        request.writeTo(open.getOutputStream());
        Response response = answers.read(keep);
        if (response.closing()) {
            close();
        }
        return response;
    }

    @Override
    public void close() throws IOException {
        Socket open = socket;
        socket = null;
        reader = null;
        if (open != null) {
            open.close();
        }
    }
}
