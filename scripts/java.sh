# shellcheck shell=bash
# Finds a JDK of at least version 17 and says which; sourced by ./researchloop and ./check.

readonly JAVA_AT_LEAST=17

fail() {
    printf 'error: %s\n' "$*" >&2
    exit 1
}

# The version in a JDK's release file: read without starting it, which would cost a short command its time.
java_release() {
    local home=$1 name value version='' maker=''
    [ -r "$home/release" ] || return 1
    while IFS='=' read -r name value; do
        value=${value//\"/}
        case $name in
            JAVA_VERSION) version=$value ;;
            IMPLEMENTOR) maker=$value ;;
        esac
    done <"$home/release"
    [ -n "$version" ] || return 1
    # shellcheck disable=SC2034 # start.sh names class archives by it
    JAVA_KEY=$version-${maker//[^A-Za-z0-9]/}
    JAVA_FEATURE=${version%%[.+-]*}
}

# Takes a folder as our JDK when it is one: the compiler too, because the demo's experiment is a Java source file.
use_jdk() {
    local home=$1
    [ -x "$home/bin/java" ] && [ -x "$home/bin/javac" ] || return 1
    java_release "$home" || return 1
    case $JAVA_FEATURE in '' | *[!0-9]*) return 1 ;; esac
    [ "$JAVA_FEATURE" -ge "$JAVA_AT_LEAST" ] || return 1
    JAVA_HOME=$home
    export JAVA_HOME
}

jdk_on_path() {
    local java
    java=$(command -v javac) && java=$(readlink -f "$java" 2>/dev/null) && use_jdk "${java%/bin/javac}"
}

jdk_in_usual_places() {
    local home
    for home in /usr/lib/jvm/* /opt/*jdk* /opt/java/* "$HOME"/.sdkman/candidates/java/* "$HOME"/.jdks/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        use_jdk "$home" && return 0
    done
    return 1
}

is_debian_root() {
    [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null
}

# apt_install LOG PACKAGE…: refreshes the package lists only when the install fails without.
apt_install() {
    local log=$1
    shift
    {
        DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" ||
            { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@"; }
    } >>"$log" 2>&1 </dev/null
}

find_jdk() {
    if [ -n "${JAVA_HOME:-}" ] && use_jdk "$JAVA_HOME"; then return 0; fi
    jdk_on_path || jdk_in_usual_places
}

# Sets JAVA_HOME, JAVA_FEATURE and JAVA_KEY, or ends with the one command that mends it.
need_jdk() {
    local log=$1
    find_jdk && return 0
    if is_debian_root; then
        printf 'No JDK %s or newer here; installing openjdk-17-jdk-headless …\n' "$JAVA_AT_LEAST" >&2
        apt_install "$log" openjdk-17-jdk-headless && jdk_in_usual_places && return 0
        fail "installing the JDK failed. Try: apt-get update && apt-get install openjdk-17-jdk-headless"
    fi
    if command -v apt-get >/dev/null; then
        fail "ResearchLoop needs a JDK $JAVA_AT_LEAST or newer. Install it: sudo apt-get install openjdk-17-jdk-headless"
    elif command -v dnf >/dev/null; then
        fail "ResearchLoop needs a JDK $JAVA_AT_LEAST or newer. Install it: sudo dnf install java-21-openjdk-devel"
    elif command -v brew >/dev/null; then
        fail "ResearchLoop needs a JDK $JAVA_AT_LEAST or newer. Install it: brew install openjdk@21"
    fi
    fail "ResearchLoop needs a JDK $JAVA_AT_LEAST or newer. Install one and point JAVA_HOME at it."
}
