# shellcheck shell=bash
# Says whether job $1 is alive, ending, or gone: then nothing. An id that is named twice is no error when it is unknown, with
# most versions.
if ! state=$(squeue -h -j "$1,$1" -o %T 2>&1); then
    case $state in
        *'Invalid job id'*) exit 0 ;;
    esac
    printf '%s\n' "$state" >&2
    exit 1
fi
case $state in
    '') ;;
    *COMPLETING*) echo ending ;;
    *) echo alive ;;
esac
