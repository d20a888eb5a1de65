# Removes what nobody uses any more. usage: prune.sh DIRECTORY KEEP DAYS [LIVE_BATCH_SCRIPT] ...
# Kept are the KEEP that were used last, those used within DAYS, and those that a live job's script names. Prints the rest.
set -u
directory=$1 keep=$2 days=$3
shift 3
cd -- "$directory" 2>/dev/null || exit 0
now=$(date +%s)
age_of() { echo $((now - $(stat -c %Y -- "$1/.used" 2>/dev/null || stat -c %Y -- "$1" 2>/dev/null || echo "$now"))); }
for left in .gone-* .*.part; do
    [ -d "$left" ] && [ "$(age_of "$left")" -gt 86400 ] && rm -rf -- "$left"
done
for name in *; do
    case $name in *[!0-9a-f]* | '') continue ;; esac
    [ -d "$name" ] && echo "$(age_of "$name") $name"
done | sort -n | tail -n "+$((keep + 1))" | while read -r age name; do
    [ "$age" -gt $((days * 86400)) ] || continue
    if [ $# -gt 0 ]; then
        grep -qsF -- "/$name/" "$@"
        # A script that cannot be read may name it.
        [ $? -eq 1 ] || continue
    fi
    mv -- "$name" ".gone-$name" && rm -rf -- ".gone-$name" && echo "$name"
done
exit 0
