# shellcheck shell=bash disable=SC2154
# Prints the id of the job named $name: by the queue, or by the books where there are any.
found=$(squeue -h -t all -n "$name" -o %i) || exit
[ -n "$found" ] || found=$(sacct -X -n -P -S now-7days -o JobIDRaw --name="$name" 2>/dev/null)
printf '%s' "${found%%$'\n'*}"
