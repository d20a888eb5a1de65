package io.researchloop.activities.cluster;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.transport.ShellCommand;
import io.researchloop.activities.transport.ShellResult;
import io.researchloop.runner.protocol.Command;
import io.researchloop.runner.protocol.Json;
import io.researchloop.runner.protocol.SprintFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What jobs' directories tell, by one command for all of them.
 *
 * @param exits exit codes by sprint
 * @param heartbeats status files, one line of JSON each
 * @param taken ids of the commands that lie in an inbox now
 */
record JobFiles(Map<String, Integer> exits, List<String> heartbeats, Set<String> taken) {
    /** A third of what a command may answer. Those who come too late for it come first at the next look. */
    private static final int STATUS_BYTES = ShellResult.MAX_OUTPUT / 3;

    /** Reads with nothing but bash itself: two hundred jobs would be four hundred processes. */
    private static final String SCRIPT = """
            LC_ALL=C
            left=%d
            put() {
                local folder=${1%%/*}
                mkdir -p -- "$folder" && printf %%s "$3" >"$folder/.$2.new" && mv -f -- "$folder/.$2.new" "$1" &&
                    echo "taken $2"
            }
            ended() {
                local code=
                if [ -f "$2" ]; then
                    read -r code <"$2"
                    echo "exit $1 $code"
                fi
            }
            status() {
                local line=
                if [ "$left" -gt 0 ] && [ -f "$1" ]; then
                    IFS= read -r -n 262144 line <"$1"
                    left=$((left - ${#line}))
                    printf 'status %%s\\n' "$line"
                fi
            }
            """.formatted(STATUS_BYTES);

    static final JobFiles NONE = new JobFiles(Map.of(), List.of(), Set.of());

    /** Names and contents stand in the script, which comes on stdin: a message to an agent is no process argument. */
    static ShellCommand command(List<WatchedJob> jobs) {
        StringBuilder script = new StringBuilder(SCRIPT);
        for (WatchedJob job : jobs) {
            String directory = job.job().sprintDirectory() + "/";
            int attempt = job.sprint().attempt();
            if (job.silent()) {
                say(script, "status", directory + SprintFiles.STATUS);
            }
            say(script, "ended", job.sprint().sprintId(), directory + SprintFiles.exit(attempt));
            for (Command command : job.commands()) {
                String file = directory + SprintFiles.INBOX + "/" + command.id() + ".json";
                say(script, "put", file, command.id(), Json.write(command));
            }
        }
        return ShellCommand.script(script.append("exit 0\n").toString(), List.of());
    }

    private static void say(StringBuilder script, String... words) {
        for (String word : words) {
            script.append(quote(word)).append(' ');
        }
        script.append('\n');
    }

    static JobFiles parse(ShellResult answer) {
        Map<String, Integer> exits = new HashMap<>();
        List<String> heartbeats = new ArrayList<>();
        Set<String> taken = new HashSet<>();
        for (String line : answer.stdout().lines().toList()) {
            String[] words = line.split(" ", 2);
            if (words.length < 2) {
                continue;
            }
            switch (words[0]) {
                case "status" -> heartbeats.add(words[1]);
                case "taken" -> taken.add(words[1]);
                case "exit" -> exit(words[1], exits);
                default -> {
                    // Not ours.
                }
            }
        }
        return new JobFiles(exits, heartbeats, taken);
    }

    private static void exit(String words, Map<String, Integer> exits) {
        int space = words.indexOf(' ');
        String code = words.substring(space + 1).strip();
        if (space > 0 && code.matches("\\d{1,3}")) {
            exits.put(words.substring(0, space), Integer.valueOf(code));
        }
    }
}
