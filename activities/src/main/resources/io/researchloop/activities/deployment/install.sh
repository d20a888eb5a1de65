# Puts the parts together, verifies them, and moves the whole into its place, in one step.
# usage: install.sh STAGE DIRECTORY FILE SHA256 PARTS file|archive
# Exit: 0 installed, 3 what came is not what was sent (it is thrown away), 4 the archive's program does not start here.
set -u
stage=$1 directory=$2 file=$3 sha256=$4 parts=$5 kind=$6
work=$stage/work.$$
# While this works the stage is not stale.
(while [ -d "$work" ] && sleep 5; do touch -c -- "$stage"; done) </dev/null >/dev/null 2>&1 &
keeper=$!
trap 'kill "$keeper" 2>/dev/null; rm -rf -- "$work"' EXIT
mkdir -- "$work" "$work/new" || exit 74
for ((i = 0; i < parts; i++)); do
    cat -- "$stage/$(printf 'part-%05d' "$i")" || exit 74
done >"$work/whole" || exit 74
found=$(sha256sum <"$work/whole") || exit 74
if [ "${found%% *}" != "$sha256" ]; then
    rm -rf -- "$stage"
    echo "its SHA-256 is ${found%% *} and not $sha256" >&2
    exit 3
fi
if [ "$kind" = archive ]; then
    gzip -dc <"$work/whole" | tar -C "$work/new" -xf - || exit 74
    rm -f -- "$work/whole"
    if ! "$work/new/$file" -version >/dev/null 2>"$work/error"; then
        cat -- "$work/error" >&2
        exit 4
    fi
else
    mv -f -- "$work/whole" "$work/new/$file" || exit 74
fi
: >"$work/new/.used"
chmod -R u+rwX,go+rX,go-w -- "$work/new" || exit 74
if ! mv -T -- "$work/new" "$directory" 2>/dev/null; then
    # What somebody left there is not whole: its files were purged.
    mv -T -- "$directory" "$work/old" && mv -T -- "$work/new" "$directory" || exit 74
fi
rm -rf -- "$stage"
exit 0
