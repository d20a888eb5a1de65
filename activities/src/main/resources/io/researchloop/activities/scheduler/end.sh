# shellcheck shell=bash
# Ends a job and sees to it. usage: end.sh ID PATIENCE END STATE
# END and STATE are lines of bash about job $1: END ends it, STATE prints "alive" while it waits or runs, "ending" while it
# is being ended, and nothing when it is gone. PATIENCE in seconds. Prints "gone", or "ending" if that takes longer, for
# example because the job's node does not answer.
set -u
id=$1
patience=$2
end=$3
state=$4
words=
for ((i = 0; i <= patience; i++)); do
    now=$(bash -c "$state" state "$id") || exit 75
    if [ -z "$now" ]; then
        echo gone
        exit 0
    fi
    # Said again now and then: what came in between may have been lost.
    if ((i % 10 == 0)); then
        words=$(bash -c "$end" end "$id" 2>&1)
    fi
    sleep 1
done
if [ "$now" = ending ]; then
    echo ending
    exit 0
fi
echo "job $id does not end: $words" >&2
exit 1
