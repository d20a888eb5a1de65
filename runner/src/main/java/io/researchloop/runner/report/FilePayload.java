package io.researchloop.runner.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;

/**
 * A file as a {@code multipart/form-data} body with the one field {@code file}, streamed. The name is escaped as
 * browsers do it (WHATWG HTML, "Multipart form data"): quotes and line ends by percent.
 */
final class FilePayload implements Payload {
    private static final int CHUNK = 64 * 1024;

    private final Path file;
    private final Artifact artifact;
    private final String boundary;
    private final byte[] before;
    private final byte[] after;

    FilePayload(Path file, Artifact artifact) {
        this.file = file;
        this.artifact = artifact;
        // The content's own hash cannot lie within the content.
        this.boundary = "researchloop-" + artifact.sha256();
        String name = artifact.name().replace("\"", "%22").replace("\r", "%0D").replace("\n", "%0A");
        this.before = ("--" + boundary + "\r\n"
                        + "Content-Disposition: form-data; name=\"file\"; filename=\"" + name + "\"\r\n"
                        + "Content-Type: application/octet-stream\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8);
        this.after = ("\r\n--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public String contentType() {
        return "multipart/form-data; boundary=" + boundary;
    }

    @Override
    public long length() {
        return before.length + artifact.size() + after.length;
    }

    @Override
    public Map<String, String> headers() {
        return Map.of("X-Content-SHA256", artifact.sha256());
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(before);
        long rest = artifact.size();
        byte[] chunk = new byte[CHUNK];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            while (rest > 0) {
                int read = in.read(chunk, 0, (int) Math.min(chunk.length, rest));
                if (read < 0) {
                    throw new IOException(artifact.name() + " became shorter while it was sent");
                }
                out.write(chunk, 0, read);
                rest -= read;
            }
        }
        out.write(after);
    }
}
