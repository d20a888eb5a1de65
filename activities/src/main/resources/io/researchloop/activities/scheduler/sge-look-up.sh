# shellcheck shell=bash disable=SC2154
# Prints the id of the job named $name, by the queue or by the books; of several in the books, the last.
all=$(qstat -xml -u "$(id -un)") || exit
found=$(printf '%s' "$all" | tr -d ' \n' | sed 's/<job_list/\n&/g' | grep -F "<JB_name>$name</JB_name>" |
    sed -n 's/.*<JB_job_number>\([0-9]*\)<.*/\1/p' | head -n 1)
if [ -z "$found" ]; then
    found=$(qacct -j "$name" 2>/dev/null | sed -n 's/^jobnumber *\([0-9]*\) *$/\1/p' | tail -n 1)
fi
printf '%s' "$found"
