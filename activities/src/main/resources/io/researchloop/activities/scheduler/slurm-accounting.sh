# shellcheck shell=bash
# Prints what is known of ended jobs. usage: slurm-accounting.sh ID,ID,... FIELDS
# Accounting is not everywhere, and older ones know no Reason; the controller remembers an ended job for some minutes
# (slurm.conf(5), MinJobAge).
sacct -n -P -o "$2,Reason" -j "$1" 2>/dev/null || sacct -n -P -o "$2" -j "$1" 2>/dev/null
IFS=,
for id in $1; do scontrol -o show job "$id" 2>/dev/null; done
exit 0
