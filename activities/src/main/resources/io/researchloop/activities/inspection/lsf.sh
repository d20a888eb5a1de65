# Does LSF answer? usage: lsf.sh [QUEUE]
# Prints lines of a key and a value, each behind "rl ".
say() { printf 'rl %s %s\n' "$1" "$2"; }
for tool in bsub bjobs bkill; do
    command -v "$tool" >/dev/null || say missing "$tool"
done
version=$(timeout 10 bjobs -V 2>&1 </dev/null)
say version "${version%%$'\n'*}"
if answer=$(timeout 25 bqueues 2>&1 </dev/null); then
    say controller up
    if [ -n "${1:-}" ]; then
        if timeout 20 bqueues "$1" >/dev/null 2>&1 </dev/null; then say partition up; else say partition absent; fi
    fi
else
    say controller "${answer//$'\n'/ }"
fi
exit 0
