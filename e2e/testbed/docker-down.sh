#!/usr/bin/env bash
# Stops what docker-up.sh started; images stay.  env: TB
set -euo pipefail
TB=${TB:-${TMPDIR:-/tmp}/researchloop-testbed}
D=$TB/docker
[ -s "$D/docker.pid" ] || exit 0
PID=$(<"$D/docker.pid")
grep -q "^[0-9]* (dockerd) " "/proc/$PID/stat" 2>/dev/null || exit 0
kill "$PID"
for _ in {1..200}; do [ -e "/proc/$PID" ] || break; sleep 0.1; done
# What it leaves mounted would keep the folder from being removed.
while read -r _ mount _; do
    case $mount in "$D"/*) umount "$mount" || true ;; esac
done </proc/mounts
