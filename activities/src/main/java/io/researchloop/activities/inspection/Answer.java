package io.researchloop.activities.inspection;

import io.researchloop.activities.transport.ClusterUnavailable;
import io.researchloop.activities.transport.RemoteShell;
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

/** What a script of ours answered: lines of a key and a value behind "rl ", between whatever else was printed. */
record Answer(ShellResult result, Map<String, String> said, List<String> missing) {
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    Answer {
        said = Map.copyOf(said);
        missing = List.copyOf(missing);
    }

    static Answer to(RemoteShell shell, String script, List<String> arguments) throws InterruptedException {
        return to(shell, "", script, arguments);
    }

    /** @param before lines of bash before the script's own; they travel on stdin, and so may hold secrets */
    static Answer to(RemoteShell shell, String before, String script, List<String> arguments)
            throws InterruptedException {
        ShellCommand command = ShellCommand.script(before + load(script), arguments);
        return of(shell.run(new ShellCommand(command.argv(), command.stdin(), PATIENCE)));
    }

    static Answer of(ShellResult result) {
        Map<String, String> said = new HashMap<>();
        List<String> missing = new ArrayList<>();
        for (String line : result.stdout().lines().toList()) {
            String[] words = line.split(" ", 3);
            if (words.length < 2 || !words[0].equals("rl")) {
                continue;
            }
            String value = words.length < 3 ? "" : words[2].strip();
            if (words[1].equals("missing")) {
                missing.add(value);
            } else {
                said.put(words[1], value);
            }
        }
        return new Answer(result, said, missing);
    }

    boolean says(String key) {
        return said.containsKey(key);
    }

    /** Empty if nothing was said of it. */
    String word(String key) {
        return said.getOrDefault(key, "");
    }

    /** @throws ClusterUnavailable if the script did not come to its end */
    Answer whole() {
        if (!result.ok()) {
            throw new ClusterUnavailable(result.complaint());
        }
        return this;
    }

    static String load(String name) {
        try (InputStream in = Answer.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("the program lacks its script " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the script " + name, e);
        }
    }
}
