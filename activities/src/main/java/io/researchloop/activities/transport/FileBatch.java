package io.researchloop.activities.transport;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Files on their way through a shell's stdin: their bytes one after another, their sizes as arguments of a script. */
record FileBatch(List<FileWrite> files) {
    /**
     * A connection that is cut off looks like the end of stdin: only a file of its full size takes the old one's place.
     */
    private static final String SCRIPT = """
            while [ $# -ge 3 ]; do
                target=$1 mode=$2 size=$3
                shift 3
                folder=${target%/*}
                [ -n "$folder" ] || folder=/
                mkdir -p -- "$folder" || exit 73
                temporary=$(mktemp -- "$folder/.write-XXXXXX") || exit 73
                if ! { head -c "$size" >"$temporary" && chmod -- "$mode" "$temporary"; }; then
                    rm -f -- "$temporary"
                    exit 74
                fi
                if [ "$(wc -c <"$temporary")" -ne "$size" ]; then
                    rm -f -- "$temporary"
                    echo "only a part of $target came" >&2
                    exit 75
                fi
                mv -f -- "$temporary" "$target" || exit 74
            done
            exit 0
            """;

    /** To be given {@link #content} as its stdin; bash must not read the script from there, too. */
    ShellCommand command(Duration limit) {
        List<String> argv = new ArrayList<>(List.of("bash", "-c", SCRIPT, "write"));
        for (FileWrite file : files) {
            argv.add(file.path());
            argv.add(file.privateFile() ? "600" : "644");
            argv.add(Integer.toString(file.content().length));
        }
        return new ShellCommand(argv, "", limit);
    }

    byte[] content() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        files.forEach(file -> bytes.writeBytes(file.content()));
        return bytes.toByteArray();
    }
}
