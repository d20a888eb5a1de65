# Ends one attempt's job, or keeps it from being submitted.
# usage: cancel.sh ATTEMPT_DIRECTORY PATIENCE LOOK_UP END IS_ALIVE
# LOOK_UP as for submit.sh; END and IS_ALIVE are lines of bash about job $1: the first ends it, the second prints
# something as long as it waits, runs or is being ended. PATIENCE in seconds. Prints "gone" when it is.
set -u
dir=$1
patience=$2
look_up=$3
end=$4
is_alive=$5
mkdir -p -- "$dir" || exit 74
exec 9>"$dir/submit.lock" || exit 74
flock 9 || exit 74
: >"$dir/cancelled" || exit 74
id=
if [ -s "$dir/job_id" ]; then
    id=$(<"$dir/job_id")
elif [ -e "$dir/submitting" ]; then
    id=$(bash -c "$look_up" 9>&-) || exit 75
fi
exec 9>&-
if [ -z "$id" ]; then
    echo gone
    exit 0
fi
for ((i = 0; i <= patience; i++)); do
    alive=$(bash -c "$is_alive" is-alive "$id") || exit 75
    if [ -z "$alive" ]; then
        echo gone
        exit 0
    fi
    # Said again now and then: what came in between may have been lost.
    if ((i % 10 == 0)); then
        bash -c "$end" end "$id" >&2 || true
    fi
    sleep 1
done
echo "job $id does not end" >&2
exit 1
