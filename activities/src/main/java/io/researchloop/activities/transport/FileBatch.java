package io.researchloop.activities.transport;

import java.io.ByteArrayOutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Files on their way through a shell's stdin: their bytes one after another, their sizes as arguments of a script. */
record FileBatch(List<FileWrite> files) {
    /**
     * A connection that is cut off looks like the end of stdin: only when all files have their full sizes do they take
     * the old ones' places. Forks are counted here, two a file that is no secret: on a busy login node they are what
     * it costs to write a sprint's some fifteen files. A secret's file is made by mktemp(1), as an access control list
     * of its folder may lend others what a plain {@code >} creates.
     */
    private static final String SCRIPT = """
            name=.write-$1
            shift
            targets=() sizes=() temporaries=() open=()
            fail() {
                rm -f -- "${temporaries[@]}"
                exit "$1"
            }
            while [ $# -ge 3 ]; do
                target=$1 mode=$2 size=$3
                shift 3
                folder=${target%/*}
                [ -n "$folder" ] || folder=/
                [ -d "$folder" ] || mkdir -p -- "$folder" || fail 73
                if [ "$mode" = 600 ]; then
                    temporary=$(mktemp -- "$folder/$name-XXXXXX") || fail 73
                    temporaries+=("$temporary")
                else
                    temporary=$folder/$name-${#targets[@]}
                    temporaries+=("$temporary")
                    open+=("$temporary")
                fi
                targets+=("$target")
                sizes+=("$size")
                head -c "$size" >"$temporary" || fail 74
            done
            [ ${#targets[@]} -gt 0 ] || exit 0
            [ ${#open[@]} -eq 0 ] || chmod 644 -- "${open[@]}" || fail 74
            count=0
            for size in $(stat -c %s -- "${temporaries[@]}"); do
                if [ "$size" -ne "${sizes[count]}" ]; then
                    echo "only a part of ${targets[count]} came" >&2
                    fail 75
                fi
                count=$((count + 1))
            done
            [ "$count" -eq ${#targets[@]} ] || fail 74
            for ((i = 0; i < count; i++)); do
                mv -f -- "${temporaries[i]}" "${targets[i]}" || fail 74
            done
            exit 0
            """;

    /** To be given {@link #content} as its stdin; bash must not read the script from there, too. */
    ShellCommand command(Duration limit) {
        List<String> argv = new ArrayList<>(
                List.of("bash", "-c", SCRIPT, "write", UUID.randomUUID().toString()));
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
