# shellcheck shell=bash
# Ends a job of this machine, or keeps it from being submitted. usage: local-cancel.sh ATTEMPT_DIRECTORY KILL_WAIT
# Prints "gone" when no process of the job is left.
set -u
dir=$1
patience=$2
lock
: >"$dir/cancelled" || exit 74
unlock
if [ ! -s "$dir/local" ]; then
    echo gone
    exit 0
fi
id=$(<"$dir/local")
pid=${id%%.*}
alive() {
    # Processes of the job's group that are not zombies.
    local stat
    for stat in /proc/[0-9]*/stat; do
        stat=$(cat "$stat" 2>/dev/null) || continue
        stat=${stat##*) }
        read -r -a field <<<"$stat"
        [ "${field[2]}" = "$pid" ] && [ "${field[0]}" != Z ] && return 0
    done
    return 1
}
is_ours() {
    local stat
    stat=$(cat "/proc/$pid/stat" 2>/dev/null) || return 1
    stat=${stat##*) }
    read -r -a field <<<"$stat"
    [ "${field[19]}" = "${id##*.}" ]
}
if is_ours; then
    kill -TERM "$pid" 2>/dev/null
elif grep -qszxF "RL_ATTEMPT_DIRECTORY=$dir" /proc/[0-9]*/environ; then
    kill -TERM -- "-$pid" 2>/dev/null
else
    echo gone
    exit 0
fi
for ((i = 0; i < patience * 10; i++)); do
    alive || break
    sleep 0.1
done
kill -KILL -- "-$pid" 2>/dev/null
for _ in {1..50}; do
    if ! alive; then
        [ -s "$dir/accounting" ] || printf 'CANCELLED 137 9 0 %s\n' "$(date +%s)" >"$dir/accounting"
        echo gone
        exit 0
    fi
    sleep 0.1
done
echo "processes of job $id do not end" >&2
exit 1
