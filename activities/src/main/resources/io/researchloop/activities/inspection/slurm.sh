# Does SLURM answer? usage: slurm.sh [PARTITION]
# Prints lines of a key and a value, each behind "rl ".
say() { printf 'rl %s %s\n' "$1" "$2"; }
for tool in sbatch squeue scancel sinfo; do
    command -v "$tool" >/dev/null || say missing "$tool"
done
say version "$(sbatch --version 2>/dev/null)"
if answer=$(timeout 25 sinfo -h -o '%R %a' 2>&1); then
    say controller up
    if [ -n "${1:-}" ]; then
        say partition absent
        while read -r name state; do
            [ "$name" = "$1" ] && say partition "$state"
        done <<<"$answer"
    fi
else
    say controller "${answer//$'\n'/ }"
fi
if ! answer=$(timeout 20 sacct -X -n -P -j 1 -o JobIDRaw 2>&1); then
    say accounting "${answer//$'\n'/ }"
fi
exit 0
