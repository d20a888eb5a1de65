#!/usr/bin/env bash
# Stops what sge-up.sh started, by pid file.
SPOOL=/var/spool/gridengine
stop() {
  local p
  [ -s "$1" ] || return 0
  p=$(tr -dc 0-9 <"$1")
  grep -q "^[0-9]* ($2) [^ZX]" /proc/"$p"/stat 2>/dev/null || return 0
  kill "$p"
  for _ in $(seq 300); do
    grep -q "^[0-9]* ($2) [^ZX]" /proc/"$p"/stat 2>/dev/null || return 0
    sleep 0.1
  done
  echo "$2 $p still there" >&2
}
stop /run/gridengine/execd.pid sge_execd
stop "$SPOOL/qmaster/qmaster.pid" sge_qmaster
