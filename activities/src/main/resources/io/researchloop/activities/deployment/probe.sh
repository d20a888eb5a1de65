# What the other side is and has. usage: probe.sh [SETUP_LINE] ...
# Prints lines of a key and a value, each behind "rl ": whatever a set-up line says is none of them.
say() { printf 'rl %s %s\n' "$1" "$2"; }
say system "$(uname -s)"
say machine "$(uname -m)"
libc=$(getconf GNU_LIBC_VERSION 2>/dev/null) || libc=$(ldd --version 2>&1)
case $libc in
    *musl*) say libc musl ;;
    glibc*) say libc "$libc" ;;
    *) say libc "glibc $(printf '%s' "$libc" | head -n 1 | { read -r line; printf '%s' "${line##* }"; })" ;;
esac
for tool in tar gzip sha256sum; do
    command -v "$tool" >/dev/null || say missing "$tool"
done
# In a process of its own: a set-up line may end the shell, or read what comes after it.
(
    for line; do eval "$line"; done >/dev/null 2>&1
    if path=$(command -v java); then
        say java "$path"
        "$path" -version 2>&1 | while read -r line; do
            case $line in *version\ \"*) say version "$line" ;; esac
        done
    fi
) </dev/null
exit 0
