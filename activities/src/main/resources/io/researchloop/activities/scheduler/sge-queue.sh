# shellcheck shell=bash
# Prints the user's queue, and after it the error reasons of the jobs that are in error: only "qstat -j" tells them.
all=$(qstat -xml -u "$(id -un)") || exit
printf '%s\n' "$all"
broken=$(printf '%s' "$all" | tr -d ' \n' | sed 's/<job_list/\n&/g' | sed -n \
    's/.*<JB_job_number>\([0-9]*\)<.*<JB_name>rl-.*<state>[a-zA-Z]*E[a-zA-Z]*<.*/\1/p' | paste -s -d , -)
if [ -n "$broken" ]; then
    qstat -j "$broken" 2>/dev/null | grep -E '^(job_number|error reason)'
fi
exit 0
