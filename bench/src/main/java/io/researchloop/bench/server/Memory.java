package io.researchloop.bench.server;

import io.researchloop.bench.report.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** A process's memory as Linux tells it (proc(5), {@code /proc/PID/status}). */
public final class Memory {
    private static final long KIB = 1024;

    private Memory() {}

    /** What lies in memory now, in bytes; nothing where there is no such file. */
    public static OptionalLong resident(long pid) {
        return read(pid, "VmRSS:");
    }

    /** The most that ever did. */
    public static OptionalLong peak(long pid) {
        return read(pid, "VmHWM:");
    }

    /** Says both of the process in the report. */
    public static void tell(String what, long pid, String target, Report report) {
        OptionalLong resident = resident(pid);
        OptionalLong peak = peak(pid);
        if (resident.isEmpty() || peak.isEmpty()) {
            report.note("memory of the " + what + ": skipped, this system has no /proc.");
            return;
        }
        report.figure(
                "memory (RSS): " + what,
                megabytes(resident.getAsLong()) + ", peak " + megabytes(peak.getAsLong()),
                target);
    }

    private static String megabytes(long bytes) {
        return bytes / 1_000_000 + " MB";
    }

    private static OptionalLong read(long pid, String field) {
        try {
            return parse(Files.readString(Path.of("/proc", String.valueOf(pid), "status")), field);
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    static OptionalLong parse(String status, String field) {
        return status.lines()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()).strip().split("\\s+"))
                .filter(words -> words.length == 2 && words[1].equals("kB"))
                .mapToLong(words -> Long.parseLong(words[0]) * KIB)
                .findFirst();
    }
}
