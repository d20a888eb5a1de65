package io.researchloop.activities.transport;

/** The file system says no: permission, quota, disk full. The user must mend it. */
public class FileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FileRefused(String message) {
        super(message);
    }

    public FileRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
