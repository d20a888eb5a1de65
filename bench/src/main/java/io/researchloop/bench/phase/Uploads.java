package io.researchloop.bench.phase;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.researchloop.bench.http.Address;
import io.researchloop.bench.http.Connection;
import io.researchloop.bench.http.Response;
import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** A file of 100 MB, three times over; it exists nowhere but on the wire. */
public final class Uploads {
    private static final String BOUNDARY = "researchloop-bench-7d1f0c9e4b";
    private static final long SIZE = 100_000_000;
    private static final int BLOCK = 64 * 1024;
    private static final int TIMES = 3;

    private Uploads() {}

    public static void run(Address address, Runner runner, Report report) throws IOException {
        byte[] block = new byte[BLOCK];
        new SplittableRandom(1).nextBytes(block);
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i < TIMES; i++) {
            seconds.add(upload(address, runner, block));
        }
        Collections.sort(seconds);
        double median = seconds.get(TIMES / 2);
        report.figure(
                "upload of 100 MB",
                String.format(Locale.ROOT, "%.2f s, %.0f MB/s (median of %d)", median, SIZE / 1e6 / median, TIMES),
                "");
    }

    private static double upload(Address address, Runner runner, byte[] block) throws IOException {
        byte[] before = ("--" + BOUNDARY
                        + "\r\nContent-Disposition: form-data; name=\"file\"; filename=\"bench.bin\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(US_ASCII);
        byte[] after = ("\r\n--" + BOUNDARY + "--\r\n").getBytes(US_ASCII);
        byte[] head = runner.format(address)
                .postHead(
                        "/api/artifacts/" + runner.sprintId(),
                        "multipart/form-data; boundary=" + BOUNDARY,
                        before.length + SIZE + after.length);
        try (Connection connection = new Connection(address)) {
            long began = System.nanoTime();
            Response response = connection.send(out -> {
                out.write(head);
                out.write(before);
                data(out, block);
                out.write(after);
            });
            double seconds = (System.nanoTime() - began) / 1e9;
            if (!response.ok()) {
                throw new IOException("the upload was answered with " + response.status() + ": " + response.text());
            }
            return seconds;
        }
    }

    private static void data(OutputStream out, byte[] block) throws IOException {
        for (long left = SIZE; left > 0; left -= block.length) {
            out.write(block, 0, (int) Math.min(block.length, left));
        }
    }
}
