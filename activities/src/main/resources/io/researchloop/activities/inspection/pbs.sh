# Does PBS answer? usage: pbs.sh [QUEUE]
# Prints lines of a key and a value, each behind "rl ".
say() { printf 'rl %s %s\n' "$1" "$2"; }
for tool in qsub qstat qselect qdel; do
    command -v "$tool" >/dev/null || say missing "$tool"
done
version=$(timeout 10 qstat --version 2>&1 </dev/null)
say version "${version%%$'\n'*}"
if answer=$(timeout 25 qstat -B 2>&1 </dev/null); then
    say controller up
    if [ -n "${1:-}" ]; then
        if timeout 20 qstat -Q "$1" >/dev/null 2>&1 </dev/null; then say partition up; else say partition absent; fi
    fi
else
    say controller "${answer//$'\n'/ }"
fi
exit 0
