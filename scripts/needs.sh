# shellcheck shell=bash
# What the tests use beside Java: a browser, the Temporal engine, a real agent; sourced by ./check.

readonly AGENT_VERSION=0.3.330

need_browser() {
    command -v chromium >/dev/null && [ -d /usr/share/fonts/truetype/dejavu ] && return 0
    if ! is_debian_root; then
        unmet 'browser tests' 'no Chromium here (apt-get install chromium fonts-dejavu fonts-liberation)'
    elif ! step 'installing Chromium' chromium apt_install /dev/stdout chromium fonts-dejavu fonts-liberation; then
        unmet 'browser tests' 'installing Chromium failed'
    fi
}

need_tools() {
    command -v shellcheck >/dev/null || ! is_debian_root ||
        step 'installing shellcheck' apt-shellcheck apt_install /dev/stdout shellcheck || true
}

# Go needs minutes to build the engine, once; a download is faster where there is one.
need_engine() {
    command -v temporal >/dev/null && return 0
    step 'Temporal engine' engine timeout 1200 ./researchloop engine install ||
        unmet 'dev-server tests' "no Temporal engine (see target/check/engine.log)"
}

# A Docker of the check's own where none runs, for the cluster in a container. It is made beside the rest of the
# preparations, between these two; a machine that cannot have one skips the test.
prepare_docker() {
    if ! docker info >/dev/null 2>&1 && is_debian_root; then
        "$HERE/e2e/testbed/docker-up.sh" >"$LOGS/docker.address" 2>"$LOGS/docker.log" &
        DOCKER_SETUP=$!
    fi
}

need_docker() {
    [ -n "$DOCKER_SETUP" ] || return 0
    if step 'Docker' docker-wait wait "$DOCKER_SETUP"; then
        DOCKER_HOST=$(<"$LOGS/docker.address")
        export DOCKER_HOST RESEARCHLOOP_TEST_BASE_IMAGE=researchloop-test-debian TESTCONTAINERS_HOST_OVERRIDE=127.0.0.1 \
            TESTCONTAINERS_RYUK_DISABLED=true TESTCONTAINERS_TINYIMAGE_CONTAINER_IMAGE=researchloop-test-debian
    else
        sed 's/^/    | /' "$LOGS/docker.log"
    fi
}

# Real batch systems and an SSH server, for the sprints of the system tests; they are stopped when the check ends.
need_clusters() {
    local bed=$HERE/e2e/testbed
    if ! is_debian_root; then
        unmet 'cluster tests' 'SLURM, Grid Engine and sshd are only set up by root on Debian'
        return
    fi
    step 'SSH server and user' sshd "$bed/user-up.sh" || unmet 'SSH tests' 'installing the OpenSSH server failed'
    step 'SLURM' slurm "$bed/slurm-up.sh" || unmet 'SLURM tests' 'SLURM did not start'
    step 'Grid Engine' sge env SGE_FLUSH=00:00:01 "$bed/sge-up.sh" || unmet 'Grid Engine tests' 'Grid Engine did not start'
}

stop_servers() {
    "$HERE/e2e/testbed/docker-down.sh" >/dev/null 2>&1 || true
    "$HERE/e2e/testbed/slurm-down.sh" >/dev/null 2>&1 || true
    "$HERE/e2e/testbed/sge-down.sh" >/dev/null 2>&1 || true
}

# The real agent binary, without running any package's scripts; it goes into the cache and nowhere else.
need_agent() {
    local folder=$CACHE/claude/$AGENT_VERSION
    if [ ! -x "$CACHE/claude/claude" ]; then
        if ! command -v npm >/dev/null; then
            unmet 'real agent tests' 'npm is not installed, so the agent binary cannot be fetched'
            return
        fi
        mkdir -p "$folder"
        if ! step 'agent binary' agent fetch_agent "$folder"; then
            unmet 'real agent tests' 'fetching the agent binary failed'
        fi
    fi
}

fetch_agent() {
    local folder=$1 binary
    npm install --prefix "$folder" --ignore-scripts --no-audit --no-fund --no-save \
        "@anthropic-ai/claude-agent-sdk@$AGENT_VERSION" || return 1
    for binary in "$folder"/node_modules/@anthropic-ai/claude-agent-sdk-*/claude; do
        if [ -x "$binary" ] && "$binary" --version; then
            ln -sfn "$binary" "$CACHE/claude/claude"
            return 0
        fi
    done
    printf 'The package holds no binary that runs on this machine.\n'
    return 1
}

# Where a JDK 25 is, or nothing.
newest_jdk() {
    local home
    for home in "${JAVA_HOME_25:-}" /usr/lib/jvm/*25* /opt/*25*; do
        if [ -n "$home" ] && (use_jdk "$home" && [ "$JAVA_FEATURE" -eq 25 ]); then
            printf '%s' "$home"
            return 0
        fi
    done
}
