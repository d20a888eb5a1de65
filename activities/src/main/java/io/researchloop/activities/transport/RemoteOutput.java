package io.researchloop.activities.transport;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A file that a command on the other side prints: its size on a line, then its bytes. What ends before them all is a
 * connection that was cut off, and no end of the file.
 */
final class RemoteOutput extends InputStream {
    private static final Duration TO_THE_END = Duration.ofSeconds(15);
    /** As far as banners and start-up files may print. */
    private static final int MOST_NOISE = 1 << 20;

    private final LocalProcess program;
    private final CompletableFuture<String> complaints;
    private final FramedCommand framed;
    private final Runnable afterwards;
    private long left;
    private boolean closed;

    private RemoteOutput(LocalProcess program, FramedCommand framed, Runnable afterwards) {
        this.program = program;
        this.complaints = program.complaints();
        this.framed = framed;
        this.afterwards = afterwards;
    }

    /** @param afterwards what is done, once, when it is closed */
    static RemoteOutput of(List<String> argv, FramedCommand framed, String stdin, Runnable afterwards) {
        LocalProcess program = LocalProcess.start(argv);
        ByteArrayOutputStream input = new ByteArrayOutputStream();
        input.writeBytes(framed.preamble());
        input.writeBytes(stdin.getBytes(StandardCharsets.UTF_8));
        program.feed(input.toByteArray());
        return new RemoteOutput(program, framed, afterwards);
    }

    /** Reads up to the file's first byte; false if there is no file. */
    boolean begins() throws IOException {
        int noise = 0;
        while (true) {
            String line = line();
            if (line == null) {
                return false;
            }
            if ((line + "\n").equals(framed.marker())) {
                break;
            }
            noise += line.length() + 1;
            if (noise > MOST_NOISE) {
                throw new ClusterUnavailable("a start-up file there prints without an end");
            }
        }
        String size = line();
        if (size == null) {
            return false;
        }
        left = Long.parseLong(size);
        return true;
    }

    /** Without its end; null if the output has none. A line of noise may end anywhere. */
    private @Nullable String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int one = program.output().read(); one >= 0; one = program.output().read()) {
            if (one == '\n' || line.size() > MOST_NOISE) {
                return line.toString(StandardCharsets.UTF_8);
            }
            line.write(one);
        }
        return null;
    }

    /** How the command ended that printed no file. */
    ShellResult failure() throws InterruptedException {
        try {
            int code = program.exitCode(TO_THE_END);
            String said = complaints
                    .completeOnTimeout("", TO_THE_END.toSeconds(), TimeUnit.SECONDS)
                    .join();
            int begin = said.indexOf(framed.marker());
            String own =
                    begin < 0 ? said : said.substring(begin + framed.marker().length());
            return new ShellResult(code, "", framed.withoutEnd(own));
        } catch (TimeoutException e) {
            throw new ClusterUnavailable("the other side printed no file and did not end", e);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = program.output().read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new ClusterUnavailable("the connection was cut off, " + left + " bytes before the end of the file");
        }
        left -= count;
        return count;
    }

    @Override
    public void close() {
        if (!closed) {
            closed = true;
            program.close();
            afterwards.run();
        }
    }
}
