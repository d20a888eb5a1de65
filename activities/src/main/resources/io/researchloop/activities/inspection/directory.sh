# Can we write there, how much is free, and may programs start there? usage: directory.sh DIRECTORY
# Prints the free space in KiB, the free inodes or "-", and "exec" or "noexec". Exit 1 with the reason if it cannot be written.
mkdir -p -- "$1" || exit 1
probe=$(mktemp -- "$1/.researchloop-probe.XXXXXX") || exit 1
trap 'rm -f -- "$probe"' EXIT
printf '#!/bin/sh\nexit 0\n' >"$probe" || exit 1
chmod 700 -- "$probe"
if "$probe" 2>/dev/null; then runs='exec'; else runs='noexec'; fi
# The device's name may hold blanks, so the columns are counted from the percent sign (df(1), -P).
free() {
    local line
    line=$(df "$1" -- "$2" | tail -n 1) || return
    line=${line%%%*}
    read -r -a field <<<"$line"
    echo "${field[-2]}"
}
echo "$(free -Pk "$1") $(free -Pi "$1") $runs"
