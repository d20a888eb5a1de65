# shellcheck shell=bash
# Prints the records of jobs. usage: sge-accounting.sh ID ...
# qacct reads a site's whole accounting file, which may take seconds: for many jobs it is read once, by how their names
# begin.
if [ $# -le 3 ]; then
    for id; do qacct -j "$id" 2>/dev/null; done
    exit 0
fi
qacct -j 'rl-*' 2>/dev/null | awk -v wanted=" $* " '
    /^====/ {
        if (hit) printf "%s", record
        record = ""
        hit = 0
    }
    { record = record $0 "\n" }
    $1 == "jobnumber" && index(wanted, " " $2 " ") { hit = 1 }
    END { if (hit) printf "%s", record }'
exit 0
