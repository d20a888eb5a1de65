# shellcheck shell=bash disable=SC2034
# Keeps one attempt from being submitted from now on, and prints what names its job if it has one.
# usage: withdraw.sh ATTEMPT_DIRECTORY LOOK_UP
set -u
dir=$1
look_up=$2
lock
: >"$dir/cancelled" || exit 74
if [ -s "$dir/job_id" ]; then
    cat -- "$dir/job_id"
elif [ -e "$dir/submitting" ]; then
    find_job || exit 75
fi
