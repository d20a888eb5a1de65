# Which of these are whole? usage: present.sh [DIRECTORY FILE[,FILE...]] ...
# Prints "present" or "absent" for each, and notes that those present were used now.
set -u
while [ $# -ge 2 ]; do
    answer=present
    IFS=, read -r -a files <<<"$2"
    for file in "${files[@]}"; do
        [ -s "$1/$file" ] || answer=absent
    done
    [ "$answer" = absent ] || : >"$1/.used" 2>/dev/null
    echo "$answer"
    shift 2
done
exit 0
