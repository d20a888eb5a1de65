# shellcheck shell=bash disable=SC2154
# Functions of the scripts that submit and cancel. $dir is the attempt's directory, $look_up a line of bash that prints
# the id of the attempt's job, found by its unique name, or nothing.

# One at a time. Some shared file systems know no locks for files (mount.lustre(8), "noflock"); there a directory is the
# lock, and one that is older than any submit takes was left behind by a node that died.
lock_directory=
lock() {
    mkdir -p -- "$dir" || exit 74
    exec 9>"$dir/submit.lock" || exit 74
    flock 9 2>/dev/null && return
    local i
    for ((i = 0; i < 120; i++)); do
        if mkdir -- "$dir/submit.lock.d" 2>/dev/null; then
            lock_directory=$dir/submit.lock.d
            trap unlock EXIT
            return
        fi
        find "$dir/submit.lock.d" -maxdepth 0 -mmin +10 -exec rmdir -- {} \; 2>/dev/null
        sleep 1
    done
    echo "another command holds the lock $dir/submit.lock.d" >&2
    exit 75
}

unlock() {
    exec 9>&-
    [ -z "$lock_directory" ] || rmdir -- "$lock_directory"
    lock_directory=
    trap - EXIT
}

# Looks twice: a scheduler that was too slow to answer a submit may still be at work on it.
find_job() {
    local found
    found=$(bash -c "$look_up" 9>&-) || exit 75
    if [ -z "$found" ]; then
        sleep 3
        found=$(bash -c "$look_up" 9>&-) || exit 75
    fi
    printf '%s' "$found"
}
