# shellcheck shell=bash
# Hands one attempt's job to a scheduler, at most once. usage: submit.sh ATTEMPT_DIRECTORY LOOK_UP COMMAND [ARGUMENT ...]
# LOOK_UP is asked when an earlier submit did not come to its end, because that may have made the job.
# Prints what the scheduler answered, now or at the first time. Exit: 0 submitted, 3 cancelled before, 10 the scheduler
# says no, 75 nobody knows yet.
# A connection that is cut must not end this script between the submit and the marker.
trap '' HUP PIPE
set -u
dir=$1
look_up=$2
shift 2
lock
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
    found=$(find_job) || exit 75
    if [ -n "$found" ]; then
        keep "$found"
        exit 0
    fi
fi
: >"$dir/submitting" || exit 74
answer=$("$@" 9>&-)
code=$?
if [ "$code" -eq 127 ]; then
    echo "is $1 on the PATH of a shell without a terminal? shell_setup of the cluster can put it there" >&2
fi
case $code in
    0) ;;
    # By timeout(1) or by a signal: it may have done its work before.
    124 | 129 | 130 | 137 | 141 | 143) exit 75 ;;
    *) exit 10 ;;
esac
keep "$answer"
