# shellcheck shell=bash
# Says whether job $1 is alive, ending, or gone: then nothing.
all=$(qstat -xml -u "$(id -un)") || exit
letters=$(printf '%s' "$all" | tr -d ' \n' | sed 's/<job_list/\n&/g' |
    grep -F "<JB_job_number>$1</JB_job_number>" | sed -n 's/.*<state>\([a-zA-Z]*\)<.*/\1/p')
case $letters in
    '') ;;
    *d*) echo ending ;;
    *) echo alive ;;
esac
