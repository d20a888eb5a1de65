# shellcheck shell=bash
# Says whether job $1 is alive, or gone: then nothing.
if ! state=$(bjobs -a -noheader -o stat "$1" 2>&1); then
    case $state in
        *'is not found'*) exit 0 ;;
    esac
    printf '%s\n' "$state" >&2
    exit 1
fi
case $state in
    DONE* | EXIT* | *'is not found'*) ;;
    ZOMBI*) echo ending ;;
    *) echo alive ;;
esac
