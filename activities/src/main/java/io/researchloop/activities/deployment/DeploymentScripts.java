package io.researchloop.activities.deployment;

import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is said to a cluster to bring something there, and what its answers mean. */
final class DeploymentScripts {
    /** So long after its last part a transfer counts as given up by whoever began it. */
    static final Duration STALE = Duration.ofMinutes(2);

    static final int NOT_WHAT_WAS_SENT = 3;
    static final int DOES_NOT_START = 4;

    private static final Duration TO_UNPACK = Duration.ofMinutes(8);
    private static final String PRESENT = load("present.sh");
    private static final String CLAIM = load("claim.sh");
    private static final String INSTALL = load("install.sh");
    private static final String PRUNE = load("prune.sh");

    private DeploymentScripts() {}

    static String load(String name) {
        try (InputStream in = DeploymentScripts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + name, e);
        }
    }

    static ShellCommand present(String workingDir, List<Parcel> parcels) {
        List<String> arguments = new ArrayList<>();
        for (Parcel parcel : parcels) {
            arguments.add(parcel.directory(workingDir));
            arguments.add(files(parcel));
        }
        return ShellCommand.script(PRESENT, arguments);
    }

    /** True if all of them are there. */
    static boolean parsePresent(ShellResult result, int parcels) {
        List<String> lines = result.stdout().lines().toList();
        return result.ok() && lines.size() == parcels && lines.stream().allMatch("present"::equals);
    }

    /** Whose turn it is to send a parcel. */
    sealed interface Claim {
        /** It is there. */
        record Present() implements Claim {}

        /** @param parts those that have come already, by name, with their sizes */
        record Mine(Map<String, Long> parts) implements Claim {
            public Mine {
                parts = Map.copyOf(parts);
            }
        }

        /** @param bytes of it that another orchestrator has sent so far */
        record Theirs(long bytes) implements Claim {}
    }

    static ShellCommand claim(String workingDir, Parcel parcel) {
        return ShellCommand.script(
                CLAIM,
                List.of(
                        parcel.stage(workingDir),
                        Long.toString(STALE.toSeconds()),
                        parcel.directory(workingDir),
                        files(parcel)));
    }

    /** @return null if the answer says none of it */
    static @Nullable Claim parseClaim(ShellResult result) {
        List<String> lines = result.stdout().lines().toList();
        if (!result.ok() || lines.isEmpty()) {
            return null;
        }
        String[] words = lines.get(0).split(" ", -1);
        return switch (words[0]) {
            case "present" -> new Claim.Present();
            case "theirs" -> new Claim.Theirs(words.length > 1 ? Long.parseLong(words[1]) : 0);
            case "mine" -> {
                Map<String, Long> parts = new HashMap<>();
                for (String line : lines.subList(1, lines.size())) {
                    String[] part = line.split(" ", -1);
                    parts.put(part[0], Long.valueOf(part[1]));
                }
                yield new Claim.Mine(parts);
            }
            default -> null;
        };
    }

    static ShellCommand install(String workingDir, Parcel parcel, int parts) {
        ShellCommand script = ShellCommand.script(
                INSTALL,
                List.of(
                        parcel.stage(workingDir),
                        parcel.directory(workingDir),
                        parcel.kind().entry(),
                        parcel.sha256(),
                        Integer.toString(parts),
                        parcel.kind() == Parcel.Kind.RUNTIME ? "archive" : "file"));
        return new ShellCommand(script.argv(), script.stdin(), TO_UNPACK);
    }

    /** @param liveScripts batch scripts of jobs that wait or run */
    static ShellCommand prune(String directory, int keep, Duration unused, List<String> liveScripts) {
        List<String> arguments =
                new ArrayList<>(List.of(directory, Integer.toString(keep), Long.toString(unused.toDays())));
        arguments.addAll(liveScripts);
        return ShellCommand.script(PRUNE, arguments);
    }

    private static String files(Parcel parcel) {
        return String.join(",", parcel.kind().files());
    }
}
