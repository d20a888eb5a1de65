# shellcheck shell=bash
# A batch system for one job: the leader of the job's process group. It enforces the time limit, and writes down how the
# job ended, with nobody's help: the orchestrator may be gone meanwhile.
# usage: local-supervisor.sh ATTEMPT_DIRECTORY TIME_LIMIT_SECONDS
set -u
dir=$1
limit=$2
kill_wait=${RL_KILL_WAIT:-30}
cd -- "$dir" || exit 74

# A newline, a blank or a parenthesis in the process name must not shift the fields.
stat=$(</proc/$$/stat)
stat=${stat##*) }
# shellcheck disable=SC2086
set -- $stat
printf '%s.%s\n' "$$" "${20}" >local.tmp && mv -f local.tmp local

ended_by=EXITED
# A cancel is a TERM to this process; it is passed to the batch script alone, which ends the runner in good order.
trap 'ended_by=CANCELLED; stop' TERM
trap 'ended_by=TIMEOUT; stop' ALRM
trap '' HUP INT
stop() {
    kill -TERM "$batch" 2>/dev/null
    if [ -z "${killer:-}" ]; then
        (trap - TERM ALRM; sleep "$kill_wait"; kill -KILL -- -$$) &
        killer=$!
    fi
}

started=$(date +%s)
bash ./batch.sh &
batch=$!
(
    trap - TERM ALRM
    sleep "$limit"
    kill -ALRM $$
) &
clock=$!

# wait returns early at every trapped signal; 127 means that there is nothing left to wait for.
while :; do
    wait "$batch"
    code=$?
    kill -0 "$batch" 2>/dev/null && continue
    # The first wait may have been cut short by a signal; a second one then has the job's own code.
    wait "$batch" 2>/dev/null
    again=$?
    [ "$again" -eq 127 ] || code=$again
    break
done
signal=0
if [ "$code" -gt 128 ]; then
    signal=$((code - 128))
fi
printf '%s %s %s %s %s\n' "$ended_by" "$code" "$signal" "$started" "$(date +%s)" >accounting.tmp &&
    mv -f accounting.tmp accounting
trap - TERM ALRM
kill "$clock" 2>/dev/null
# What the job left running ends with it, this process included.
kill -KILL -- -$$
