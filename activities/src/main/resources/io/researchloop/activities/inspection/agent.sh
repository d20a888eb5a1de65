# Is the agent there, and signed in? It looks as a job would: with the cluster's environment and its set-up lines.
# usage: agent.sh COMMAND_LINE [SETUP_LINE] ...; the environment stands before this text.
# Prints lines of a key and a value, each behind "rl ".
say() { printf 'rl %s %s\n' "$1" "$2"; }
line=$1
shift
for setup; do eval "$setup"; done >/dev/null 2>&1 </dev/null
program=
for word in $line; do
    case $word in
        *=*) [ -n "$program" ] || export "${word?}" ;;
        *) [ -n "$program" ] || program=$word ;;
    esac
done
[ "$(id -u)" -ne 0 ] || [ -n "${IS_SANDBOX:-}" ] || say root yes
if [ -n "${ANTHROPIC_API_KEY:-}" ]; then
    say signed 'in with ANTHROPIC_API_KEY'
elif [ -n "${CLAUDE_CODE_OAUTH_TOKEN:-}" ]; then
    say signed 'in with CLAUDE_CODE_OAUTH_TOKEN'
elif [ -n "${ANTHROPIC_AUTH_TOKEN:-}" ]; then
    say signed 'in with ANTHROPIC_AUTH_TOKEN'
elif [ -n "${CLAUDE_CODE_USE_BEDROCK:-}${CLAUDE_CODE_USE_VERTEX:-}" ]; then
    say signed 'in through a cloud provider'
elif [ -s "${CLAUDE_CONFIG_DIR:-$HOME/.claude}/.credentials.json" ]; then
    say signed "in as $(id -un)"
fi
if path=$(command -v -- "$program"); then
    say path "$path"
    if answer=$(timeout 30 "$path" --version 2>&1 </dev/null); then
        say version "${answer%%$'\n'*}"
    else
        say broken "exit code $?, ${answer%%$'\n'*}"
    fi
else
    say absent "$program"
fi
exit 0
