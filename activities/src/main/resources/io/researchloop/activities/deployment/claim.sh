# Who sends it? usage: claim.sh STAGE STALE_SECONDS DIRECTORY FILE[,FILE...]
# Prints "present" if it is there whole; or "mine" and the names and sizes of the parts that have come already; or
# "theirs" and how many bytes have. Each part that comes in touches the stage; a stage that nobody has touched for so
# long is taken over, with its parts.
set -u
stage=$1 stale=$2 directory=$3
IFS=, read -r -a files <<<"$4"
whole() {
    local file
    for file in "${files[@]}"; do [ -s "$directory/$file" ] || return 1; done
}
bytes() {
    local part sum=0
    for part in "$stage"/part-*; do
        [ -f "$part" ] && sum=$((sum + $(stat -c %s -- "$part" 2>/dev/null || echo 0)))
    done
    echo "$sum"
}
mkdir -p -- "${stage%/*}" || exit 74
state=gone
for _ in {1..20}; do
    mkdir -- "$stage" 2>/dev/null && state=made && break
    touched=$(stat -c %Y -- "$stage" 2>/dev/null) && state=there && break
    # It went away in between: whoever sent it is done, and so is this. Else a third one looks just now.
    whole && echo present && exit 0
done
case $state in
    gone)
        echo "cannot make $stage" >&2
        exit 74
        ;;
    there)
        if [ $(($(date +%s) - touched)) -lt "$stale" ]; then
            echo "theirs $(bytes)"
            exit 0
        fi
        touch -c -- "$stage" || exit 74
        ;;
esac
# Only now: whoever sent it before may have put it there since it was looked for.
if whole; then
    rm -rf -- "$stage"
    echo present
    exit 0
fi
echo mine
for part in "$stage"/part-*; do
    [ -f "$part" ] && printf '%s %s\n' "${part##*/}" "$(stat -c %s -- "$part")"
done
exit 0
