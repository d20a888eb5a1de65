# shellcheck shell=bash
# Starts the command line and the server; sourced by ./researchloop and ./check.
#
# Both start faster with a class archive (CDS). Archives lie beside the build they belong to and carry the JDK's name;
# the JVM checks them itself and goes on without one that does not fit.

CLI_FLAGS=(-XX:TieredStopAtLevel=1 -XX:+UseSerialGC)

# The first word that is no option names the command, the second the command within its group. Sets SERVER_COMMAND.
is_server_command() {
    local word command='' value=''
    SERVER_COMMAND=''
    for word in "$@"; do
        if [ -n "$value" ]; then
            value=''
            continue
        fi
        case $word in
            -c | --config) value=1 ;;
            -*) ;;
            *)
                case $command in
                    study)
                        [ "$word" = init ]
                        return
                        ;;
                    cluster)
                        [ "$word" = login ]
                        return
                        ;;
                esac
                SERVER_COMMAND=$word
                case $word in
                    serve | init | doctor | engine | demo | mock-slack) return 0 ;;
                    study | cluster) command=$word ;;
                    *) return 1 ;;
                esac
                ;;
        esac
    done
    return 1
}

start_cli() {
    local archive=$DIST/cli/$JAVA_KEY.jsa terminal=false columns=''
    [ -e "$archive" ] || make_cli_archive "$archive"
    if [ -t 1 ]; then
        terminal=true
        read -r _ columns < <(stty size </dev/tty 2>/dev/null) || true
    fi
    # A JVM's own warnings would go to standard output, between our lines.
    exec "$JAVA_HOME/bin/java" "${CLI_FLAGS[@]}" -Xshare:auto -XX:SharedArchiveFile="$archive" \
        -Xlog:disable -Xlog:all=error:stderr -Djdk.console=java.base \
        -Dresearchloop.terminal="$terminal" -Dresearchloop.columns="${columns:-100}" \
        -cp "$DIST/cli/researchloop-cli.jar" io.researchloop.cli.ResearchLoopCli "$@"
}

# A static archive: JDK 17 takes picocli's old class files into no other kind.
make_cli_archive() {
    local archive=$1 work=$DIST/cli/.archive.$$ java=$JAVA_HOME/bin/java jar=$DIST/cli/researchloop-cli.jar
    [ -w "$DIST/cli" ] || return 0
    if ! { "$java" "${CLI_FLAGS[@]}" -Xshare:off -XX:DumpLoadedClassList="$work.lst" -cp "$jar" \
        io.researchloop.cli.TrainingRun >/dev/null 2>&1 </dev/null &&
        "$java" -XX:+UseG1GC -Xshare:dump -XX:SharedClassListFile="$work.lst" -XX:SharedArchiveFile="$work.jsa" \
            -cp "$jar" >/dev/null 2>&1 </dev/null; }; then
        : >"$work.jsa" # an empty one: not tried again at every command
    fi
    mv -f "$work.jsa" "$archive"
    rm -f "$work.lst"
}

server_archive() {
    printf '%s' "$DIST/app/$JAVA_KEY.jsa"
}

# Sets SERVER to the words that start the server's program, with these options of the JVM; what it shall do follows.
server_program() {
    SERVER=("$JAVA_HOME/bin/java" "@$HERE/scripts/server.jvm")
    if [ "$JAVA_FEATURE" -ge 22 ]; then SERVER+=(--enable-native-access=ALL-UNNAMED); fi
    SERVER+=("$@" -cp "$DIST/app/researchloop-web.jar" io.researchloop.web.ResearchLoopServer)
}

start_server() {
    local archive options=() wanted=() terminal=false
    archive=$(server_archive)
    [ ! -t 1 ] || terminal=true
    promote_archives "$archive"
    if [ -e "$archive" ]; then
        options+=(-XX:SharedArchiveFile="$archive")
    elif [ "$SERVER_COMMAND" = serve ] && [ -w "$DIST/app" ]; then
        # Written when this server ends, under its process id (exec keeps it), and taken up by a later start.
        options+=(-XX:ArchiveClassesAtExit="$archive.$$")
    fi
    read -r -a wanted <<<"${RESEARCHLOOP_JAVA_OPTS:-}"
    server_program "${options[@]}" ${wanted[@]+"${wanted[@]}"} -Dresearchloop.terminal="$terminal"
    export RESEARCHLOOP_HOME=$HERE
    # Two arenas for what the C library hands out, not eight a processor: each keeps what its threads gave back.
    export MALLOC_ARENA_MAX=2
    exec "${SERVER[@]}" "$@"
}

# An archive is whole when its writer has ended and the JVM takes it; a kill in the midst leaves one that it does not.
promote_archives() {
    local archive=$1 candidate
    for candidate in "$archive".*; do
        if [ ! -e "$candidate" ] || kill -0 "${candidate##*.}" 2>/dev/null; then continue; fi
        if [ ! -e "$archive" ] && "$JAVA_HOME/bin/java" -XX:+UseSerialGC -Xshare:on -XX:SharedArchiveFile="$candidate" \
            -cp "$DIST/app/researchloop-web.jar" -version >/dev/null 2>&1; then
            mv -f "$candidate" "$archive"
        else
            rm -f "$candidate"
        fi
    done
}

# Part of the build: starts the server once, until its engine is there, in a project of its own. A start without the
# archive works as well and only takes longer, so a failure here is no failure of the build.
make_server_archive() {
    local archive folder
    archive=$(server_archive)
    [ ! -e "$archive" ] || return 0
    folder=$(mktemp -d) || return 1
    server_program
    if "${SERVER[@]}" init -p "$folder" </dev/null &&
        printf '\n[temporal]\nmode = "in-memory"\n' >>"$folder/researchloop.toml" &&
        train_server "$archive.$$" "$folder"; then
        mv -f "$archive.$$" "$archive"
    fi
    rm -rf "$folder" "$archive.$$"
    [ -e "$archive" ]
}

# train_server ARCHIVE FOLDER: the archive is written as the server ends.
train_server() {
    local server tenths
    server_program -XX:ArchiveClassesAtExit="$1"
    "${SERVER[@]}" serve -c "$2/researchloop.toml" --host 127.0.0.1 --port 0 >"$2/serve.log" 2>&1 </dev/null &
    server=$!
    for ((tenths = 0; tenths < 600; tenths++)); do
        if grep -q 'Temporal is ready' "$2/serve.log" || ! kill -0 $server 2>/dev/null; then break; fi
        sleep 0.1
    done
    kill $server 2>/dev/null || true
    wait $server || true
    cat "$2/serve.log"
    [ -s "$1" ]
}
