package io.researchloop.activities.transport;

import java.nio.charset.StandardCharsets;

/**
 * A file to be.
 *
 * @param privateFile true for mode 0600, else 0644
 */
// Nobody compares two of them, and their bytes are not changed.
@SuppressWarnings("ArrayRecordComponent")
public record FileWrite(String path, byte[] content, boolean privateFile) {
    public static FileWrite text(String path, String text) {
        return new FileWrite(path, text.getBytes(StandardCharsets.UTF_8), false);
    }

    public static FileWrite secret(String path, String text) {
        return new FileWrite(path, text.getBytes(StandardCharsets.UTF_8), true);
    }
}
