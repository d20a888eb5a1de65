package io.researchloop.web.problem;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.Locale;

/** Java has no type for a disk without room; its exceptions carry the system's words for ENOSPC and EDQUOT. */
final class DiskFull {
    private static final int DEEPEST = 12;

    private DiskFull() {}

    static boolean isReasonOf(Throwable error) {
        int depth = 0;
        for (Throwable at = error; at != null && depth < DEEPEST; at = at.getCause(), depth++) {
            if (at instanceof IOException io && says(io)) {
                return true;
            }
        }
        return false;
    }

    private static boolean says(IOException error) {
        String words = error instanceof FileSystemException file ? file.getReason() : error.getMessage();
        String lower = words == null ? "" : words.toLowerCase(Locale.ROOT);
        return lower.contains("no space left on device")
                || lower.contains("disk quota exceeded")
                || lower.contains("not enough space on the disk");
    }
}
