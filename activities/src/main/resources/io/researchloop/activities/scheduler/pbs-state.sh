# shellcheck shell=bash
# Says whether job $1 is alive, ending, or gone: then nothing.
if ! answer=$(qstat -f "$1" 2>&1); then
    case $answer in
        *'Unknown Job Id'* | *'has finished'* | *'has moved'*) exit 0 ;;
    esac
    printf '%s\n' "$answer" >&2
    exit 1
fi
case $answer in
    *'job_state = E'*) echo ending ;;
    *'job_state = F'* | *'job_state = X'*) ;;
    *) echo alive ;;
esac
