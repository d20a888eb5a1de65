package io.researchloop.runner.directory;

import io.researchloop.runner.protocol.LogMark;
import io.researchloop.runner.protocol.SprintFiles;
import java.io.IOException;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** {@link SprintFiles#TOOL_LOG}: what the agent does, for people; it goes on over all attempts. */
public final class ToolLog {
    private static final int MAX_LINE = 4000;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);

    private final AppendFile file;
    private final InstantSource clock;
    private boolean broken;

    public ToolLog(SprintDirectory directory, InstantSource clock) {
        this.file = new AppendFile(directory.resolve(SprintFiles.TOOL_LOG));
        this.clock = clock;
    }

    /** Opens a step's part of the log. */
    public void header(String title) {
        append("\n=== " + clean(title) + " · " + TIME.format(clock.instant()) + " UTC ===");
    }

    public void line(String text) {
        append(TIME.format(clock.instant()) + "  " + clean(text));
    }

    /** Tells of something that went wrong. */
    public void trouble(String text) {
        line(LogMark.trouble(text));
    }

    /** A log that cannot be written must not end a sprint; it is said once where the job's output goes. */
    private synchronized void append(String line) {
        try {
            file.append(line);
            broken = false;
        } catch (IOException e) {
            if (!broken) {
                System.err.println("runner: cannot write " + SprintFiles.TOOL_LOG + ": " + e);
            }
            broken = true;
        }
    }

    /** What an agent prints may hold escape sequences, which would act on the terminal of whoever reads the log. */
    private static String clean(String text) {
        String cut = text.length() <= MAX_LINE ? text : text.substring(0, MAX_LINE) + "…";
        StringBuilder clean = new StringBuilder(cut.length());
        cut.chars().forEach(c -> clean.append(c == '\t' || !Character.isISOControl(c) ? (char) c : ' '));
        return clean.toString();
    }
}
