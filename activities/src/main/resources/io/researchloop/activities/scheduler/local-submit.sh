# shellcheck shell=bash
# Starts a supervised job on this machine and prints its id: the supervisor's pid and start time (proc(5), field 22).
# usage: local-submit.sh ATTEMPT_DIRECTORY TIME_LIMIT_SECONDS SUPERVISOR_SCRIPT
set -u
dir=$1
if [ -s "$dir/local" ]; then
    cat -- "$dir/local"
    exit 0
fi
RL_ATTEMPT_DIRECTORY=$dir setsid bash "$3" "$dir" "$2" </dev/null >>"$dir/job.out" 2>&1 &
for _ in {1..1000}; do
    if [ -s "$dir/local" ]; then
        cat -- "$dir/local"
        exit 0
    fi
    sleep 0.01
done
echo "the job's supervisor did not start within 10 s; see $dir/job.out" >&2
exit 75
