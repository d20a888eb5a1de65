# Hands one attempt's job to a scheduler, at most once.
# usage: submit.sh ATTEMPT_DIRECTORY COMMAND [ARGUMENT ...]
# Prints what the scheduler answered, now or at the first time. Exit: 0 submitted, 3 cancelled before, else refused.
# A connection that is cut must not end this script between the submit and the marker.
trap '' HUP PIPE
set -u
dir=$1
shift
mkdir -p -- "$dir" || exit 74
exec 9>"$dir/submit.lock" || exit 74
flock 9 || exit 74
if [ -s "$dir/job_id" ]; then
    cat -- "$dir/job_id"
    exit 0
fi
if [ -e "$dir/cancelled" ]; then
    echo "the attempt was cancelled before its job was submitted" >&2
    exit 3
fi
answer=$("$@" 9>&-) || exit
printf '%s\n' "$answer" >"$dir/job_id.tmp" && mv -f -- "$dir/job_id.tmp" "$dir/job_id" || exit 74
printf '%s\n' "$answer"
