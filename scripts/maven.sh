# shellcheck shell=bash
# Finds Maven, and runs it with a line of progress; sourced by ./researchloop and ./check.

# An installed Maven needs no download, so it comes first.
find_maven() {
    local version
    if command -v mvn >/dev/null; then
        version=$(mvn --version 2>/dev/null | sed -n 's/.*Apache Maven \([0-9]*\)\.\([0-9]*\).*/\1 \2/p')
        # shellcheck disable=SC2086 # two words on purpose: major and minor
        set -- $version
        if [ "${1:-0}" -gt 3 ] || { [ "${1:-0}" -eq 3 ] && [ "${2:-0}" -ge 8 ]; }; then
            MAVEN=mvn
            return 0
        fi
    fi
    return 1
}

need_maven() {
    local here=$1 log=$2
    find_maven && return 0
    if (cd "$here" && ./mvnw --version) >>"$log" 2>&1 </dev/null; then
        MAVEN=$here/mvnw
        return 0
    fi
    if is_debian_root; then
        printf 'No Maven 3.8 or newer here; installing it …\n' >&2
        apt_install "$log" maven && find_maven && return 0
    fi
    fail "ResearchLoop builds with Maven 3.8 or newer: none is installed, and downloading one failed ($log says why)." \
        "Install it, e.g.: sudo apt-get install maven"
}

# run_maven TITLE LOG ARGUMENT…: the log gets everything, the user one living line, or a line a module in a pipe.
run_maven() {
    local title=$1 log=$2 pid status=0 started=$SECONDS module='' seen=''
    shift 2
    "$MAVEN" "$@" >"$log" 2>&1 </dev/null &
    pid=$!
    trap 'kill "$pid" 2>/dev/null; wait "$pid" 2>/dev/null; exit 130' INT TERM
    while kill -0 "$pid" 2>/dev/null; do
        module=$(sed -n 's/^\[INFO\] Building ResearchLoop: \([a-z0-9]*\).*\[\([0-9]*\)\/\([0-9]*\)\].*/module \2 of \3 (\1)/p' \
            "$log" 2>/dev/null | tail -n 1)
        if [ -t 2 ]; then
            printf '\r\033[K%s: %s, %d s' "$title" "${module:-starting}" $((SECONDS - started)) >&2
        elif [ "$module" != "$seen" ]; then
            printf '%s: %s\n' "$title" "$module" >&2
            seen=$module
        fi
        sleep 0.5
    done
    wait "$pid" || status=$?
    trap - INT TERM
    if [ -t 2 ]; then printf '\r\033[K' >&2; fi
    if [ "$status" -eq 0 ]; then
        printf '%s: done in %d s.\n' "$title" $((SECONDS - started)) >&2
    fi
    return "$status"
}
