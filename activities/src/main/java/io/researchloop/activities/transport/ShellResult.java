package io.researchloop.activities.transport;

/** What a command answered; both texts are UTF-8, capped at {@value #MAX_OUTPUT} bytes. */
public record ShellResult(int exitCode, String stdout, String stderr) {
    public static final int MAX_OUTPUT = 16 << 20;

    public boolean ok() {
        return exitCode == 0;
    }

    /** The end of what it complained, in one line, for people. */
    public String complaint() {
        String text = stderr.isBlank() ? stdout : stderr;
        String line = text.strip().replaceAll("\\s+", " ");
        return line.length() <= 400 ? line : "…" + line.substring(line.length() - 400);
    }
}
