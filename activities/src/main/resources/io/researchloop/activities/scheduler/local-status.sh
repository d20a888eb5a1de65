# shellcheck shell=bash
# Looks at jobs of this machine. usage: local-status.sh [ATTEMPT_DIRECTORY JOB_ID] ...
# Prints a line a job, in that order: "running", "ended STATE CODE SIGNAL START END", "lost", or "unknown".
set -u
while [ $# -ge 2 ]; do
    dir=$1
    pid=${2%%.*}
    start=${2##*.}
    shift 2
    if [ -s "$dir/accounting" ]; then
        printf 'ended %s\n' "$(<"$dir/accounting")"
        continue
    fi
    if [ ! -d "$dir" ]; then
        echo unknown
        continue
    fi
    if stat=$(cat "/proc/$pid/stat" 2>/dev/null); then
        stat=${stat##*) }
        read -r -a field <<<"$stat"
        if [ "${field[19]}" = "$start" ] && [ "${field[0]}" != Z ]; then
            echo running
            continue
        fi
    fi
    # The supervisor is gone. A process of its group that is left is the job, still alive.
    if kill -0 -- "-$pid" 2>/dev/null && grep -qszxF "RL_ATTEMPT_DIRECTORY=$dir" /proc/[0-9]*/environ; then
        echo running
        continue
    fi
    if [ -s "$dir/accounting" ]; then
        printf 'ended %s\n' "$(<"$dir/accounting")"
    else
        echo lost
    fi
done
