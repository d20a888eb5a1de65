# shellcheck shell=bash
# Builds what ./researchloop starts, when the sources have changed since; sourced by ./researchloop and ./check.
#
# A build lives in target/dist/<hash of its sources>/ and is never changed again, so that a running server keeps its
# jars when the next one is built beside it. target/dist/current names the build to start.

# What the build is made of. A deleted file shows as a change of its folder.
sources() {
    local source
    for source in "$HERE"/{.mvn,pom.xml} "$HERE"/{runner,mockslack,workflows,activities,temporal,web,cli}/{pom.xml,src/main}; do
        if [ -e "$source" ]; then printf '%s\0' "$source"; fi
    done
}

# The time stamps answer in a few milliseconds whether anyone has to look closer.
is_untouched() {
    local -a from
    mapfile -d '' -t from < <(sources)
    [ -z "$(find "${from[@]}" -newer "$HERE/target/dist/current" -print -quit 2>&1)" ]
}

sources_hash() {
    local -a from
    mapfile -d '' -t from < <(sources)
    (cd "$HERE" && find "${from[@]#"$HERE"/}" -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum | cut -c 1-16)
}

current_build() {
    BUILD=''
    if [ -r "$HERE/target/dist/current" ]; then
        read -r BUILD <"$HERE/target/dist/current" || true
        [ -n "$BUILD" ] && [ -d "$HERE/target/dist/$BUILD" ] || BUILD=''
    fi
}

# Sets DIST to the folder of a build of the sources as they are now.
need_build() {
    current_build
    if [ -z "$BUILD" ] || ! is_untouched; then
        refresh_build
    fi
    # shellcheck disable=SC2034 # start.sh reads it
    DIST=$HERE/target/dist/$BUILD
}

refresh_build() {
    local hash
    hash=$(sources_hash)
    if [ "$hash" != "$BUILD" ]; then
        build_once
        current_build
    elif [ -w "$HERE/target/dist/current" ]; then
        touch "$HERE/target/dist/current"
    fi
}

# Two terminals may both find the build stale; the second waits for the first and finds it done.
build_once() {
    mkdir -p "$HERE/target/dist" 2>/dev/null || true
    if [ ! -w "$HERE/target/dist" ]; then
        fail "$HERE is not built for its present sources and cannot be written. Build it once as its owner" \
            "($HERE/researchloop --version), or use a copy of your own."
    fi
    (
        if command -v flock >/dev/null; then flock 9; fi
        current_build
        hash=$(sources_hash)
        if [ "$hash" != "$BUILD" ]; then build "$hash" 9>&-; fi
    ) 9>"$HERE/target/dist/.lock" || exit 1
}

build() {
    local hash=$1 dist=$HERE/target/dist/$1 log=$HERE/target/build.log stamp=$HERE/target/dist/.stamp
    printf '%s\n' "$hash" >"$stamp" # written before the build: what is edited during it counts as newer
    : >"$log"
    need_maven "$HERE" "$log"
    if ! (cd "$HERE" && run_maven 'Building ResearchLoop' "$log" -Dquick -Dmaven.test.skip=true -pl web,cli -am package); then
        tail -n 25 "$log" >&2
        fail "the build failed; the whole log is $log"
    fi
    rm -rf "$dist"
    mkdir -p "$dist/cli"
    cp "$HERE"/cli/target/researchloop-cli-*[0-9].jar "$dist/cli/researchloop-cli.jar"
    cp -R "$HERE/cli/target/lib" "$dist/cli/lib"
    "$JAVA_HOME/bin/java" -Djarmode=tools -jar "$(server_jar)" extract --destination "$dist/app" >>"$log" 2>&1 ||
        fail "unpacking the server failed; the log is $log"
    mv "$dist"/app/researchloop-web-*.jar "$dist/app/researchloop-web.jar"
    printf 'Building ResearchLoop: start-up archive\n' >&2
    # shellcheck disable=SC2034 # start.sh reads it
    DIST=$dist
    make_server_archive >>"$log" 2>&1 || printf 'No start-up archive, see %s: the server starts a little slower.\n' "$log" >&2
    ln -sfn "dist/$hash/app" "$HERE/target/app"
    ln -sfn "dist/$hash/cli" "$HERE/target/cli"
    mv "$stamp" "$HERE/target/dist/current"
    forget_old_builds "$hash"
}

server_jar() {
    local jar
    for jar in "$HERE"/web/target/researchloop-web-*-server.jar; do printf '%s' "$jar"; done
}

# The build before this one may still be running somewhere.
forget_old_builds() {
    local old
    find "$HERE/target/dist" -mindepth 1 -maxdepth 1 -type d ! -name "$1" ! -newer "$HERE/target/dist/$1" -printf '%T@ %p\n' |
        sort -rn | tail -n +2 | while read -r _ old; do rm -rf "$old"; done
}
