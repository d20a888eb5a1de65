# Has the login node what our scripts use? usage: shell.sh TOOL ...
# Prints bash's version, or the names of those that are missing.
missing=()
for tool in "$@"; do
    command -v "$tool" >/dev/null || missing+=("$tool")
done
if [ "${#missing[@]}" -gt 0 ]; then
    echo "${missing[*]}" >&2
    exit 1
fi
echo "bash ${BASH_VERSION%%(*} on $(uname -n)"
