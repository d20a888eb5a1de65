# Hands one attempt's job to a scheduler, at most once.
# usage: submit.sh ATTEMPT_DIRECTORY LOOK_UP COMMAND [ARGUMENT ...]
# LOOK_UP is a line of bash that prints the id of the attempt's job, found by its unique name, or nothing; it is asked
# when an earlier submit did not come to its end, because that may have made the job.
# Prints what the scheduler answered, now or at the first time. Exit: 0 submitted, 3 cancelled before, 10 the scheduler
# says no, 75 nobody knows yet.
# A connection that is cut must not end this script between the submit and the marker.
trap '' HUP PIPE
set -u
dir=$1
look_up=$2
shift 2
mkdir -p -- "$dir" || exit 74
exec 9>"$dir/submit.lock" || exit 74
flock 9 || exit 74
keep() {
    printf '%s\n' "$1" >"$dir/job_id.tmp" && mv -f -- "$dir/job_id.tmp" "$dir/job_id" || exit 74
    printf '%s\n' "$1"
}
if [ -s "$dir/job_id" ]; then
    cat -- "$dir/job_id"
    exit 0
fi
if [ -e "$dir/cancelled" ]; then
    echo "the attempt was cancelled before its job was submitted" >&2
    exit 3
fi
if [ -n "$look_up" ] && [ -e "$dir/submitting" ]; then
    found=$(bash -c "$look_up" 9>&-) || exit 75
    if [ -n "$found" ]; then
        keep "$found"
        exit 0
    fi
fi
: >"$dir/submitting" || exit 74
answer=$("$@" 9>&-) || exit 10
keep "$answer"
