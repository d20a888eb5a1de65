package io.researchloop.activities.inspection;

import io.researchloop.activities.config.ClusterConfig;
import io.researchloop.activities.config.SchedulerType;
import io.researchloop.activities.transport.RemoteShell;
import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Links that one command on the login node tells of: its programs, its directory, its clock. */
final class ShellLinks {
    private static final List<String> TOOLS =
            List.of("bash", "flock", "timeout", "grep", "sha256sum", "stat", "mktemp", "df", "sort", "tail", "date");
    private static final String LOCAL_TOOL = "setsid";
    private static final long MIB = 1024;
    private static final long GIB = MIB * 1024;
    private static final long LITTLE = GIB;
    private static final long FEW_INODES = 1000;
    private static final Duration SKEW = Duration.ofSeconds(5);

    private ShellLinks() {}

    static Finding shell(RemoteShell shell, ClusterConfig cluster) throws InterruptedException {
        List<String> tools = new ArrayList<>(TOOLS);
        if (cluster.schedulerType() == SchedulerType.LOCAL) {
            tools.add(LOCAL_TOOL);
        }
        return parseShell(shell.run(ShellCommand.script(Answer.load("shell.sh"), tools)));
    }

    static Finding parseShell(ShellResult result) {
        if (result.ok()) {
            return Finding.ok(Link.SHELL, result.stdout().strip());
        }
        if (result.exitCode() == 1) {
            return Finding.failed(
                    Link.SHELL,
                    result.complaint() + " is not on the PATH of the login node",
                    "Install it: flock and setsid come with util-linux, grep with grep, the others with coreutils.");
        }
        return Finding.failed(
                Link.SHELL,
                "bash does not run: " + result.complaint(),
                "Log in by hand and run: bash -c true. A login shell or .bashrc that ends with an error is in the way.");
    }

    static Finding directory(RemoteShell shell, String directory) throws InterruptedException {
        return parseDirectory(
                directory, shell.run(ShellCommand.script(Answer.load("directory.sh"), List.of(directory))));
    }

    static Finding parseDirectory(String directory, ShellResult result) {
        String[] words = result.stdout().strip().split(" ", -1);
        if (!result.ok()) {
            return Finding.failed(
                    Link.WORKING_DIRECTORY,
                    directory + " cannot be written: " + result.complaint(),
                    "Mend its permissions, make room, or choose another working_dir.");
        }
        if (words.length < 3 || !words[0].matches("\\d+")) {
            return Finding.warning(
                    Link.WORKING_DIRECTORY, directory + " can be written; df does not say what is free", "");
        }
        long free = Long.parseLong(words[0]);
        String detail = directory + ", " + size(free) + " free";
        if (words[1].matches("\\d+") && Long.parseLong(words[1]) < FEW_INODES && !words[1].equals("0")) {
            return Finding.warning(
                    Link.WORKING_DIRECTORY,
                    detail + ", but room for only " + words[1] + " more files",
                    "Remove files, or choose another working_dir.");
        }
        if (free < LITTLE) {
            return Finding.warning(
                    Link.WORKING_DIRECTORY,
                    detail,
                    "A sprint may need more. Make room, or choose another working_dir.");
        }
        if (words[2].equals("noexec")) {
            return Finding.warning(
                    Link.WORKING_DIRECTORY,
                    detail + ", but no program may start there (noexec)",
                    "A Java runtime of ours cannot run there: set java or setup in its [[cluster]].");
        }
        return Finding.ok(Link.WORKING_DIRECTORY, detail);
    }

    private static String size(long kib) {
        if (kib >= GIB * 1024) {
            return String.format(Locale.ROOT, "%.1f TB", kib / (double) (GIB * 1024));
        }
        return kib >= GIB ? kib / GIB + " GB" : kib / MIB + " MB";
    }

    static Finding clock(RemoteShell shell, Clock clock) throws InterruptedException {
        Instant before = clock.instant();
        ShellResult result = shell.run(ShellCommand.of("date", "+%s"));
        return parseClock(result, before, clock.instant());
    }

    /** The other clock was read at some time between these two, and its answer lacks up to a second. */
    static Finding parseClock(ShellResult result, Instant before, Instant after) {
        String seconds = result.stdout().strip();
        if (!result.ok() || !seconds.matches("\\d{1,12}")) {
            return Finding.warning(Link.CLOCK, "date does not answer: " + result.complaint(), "");
        }
        Instant there = Instant.ofEpochSecond(Long.parseLong(seconds));
        Duration ahead = Duration.between(after, there);
        Duration behind = Duration.between(there.plusSeconds(1), before);
        if (ahead.compareTo(SKEW) > 0 || behind.compareTo(SKEW) > 0) {
            boolean fast = ahead.compareTo(SKEW) > 0;
            return Finding.warning(
                    Link.CLOCK,
                    "its clock is " + (fast ? ahead : behind).toSeconds() + " s " + (fast ? "ahead of" : "behind")
                            + " this server's",
                    "Set both clocks by NTP: times of jobs and of limits would be wrong by as much.");
        }
        return Finding.ok(Link.CLOCK, "within " + SKEW.toSeconds() + " s of this server's");
    }
}
