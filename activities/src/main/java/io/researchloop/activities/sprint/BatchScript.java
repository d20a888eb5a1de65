package io.researchloop.activities.sprint;

import static io.researchloop.activities.transport.ShellQuoting.quote;

import io.researchloop.activities.scheduler.Job;
import io.researchloop.runner.protocol.OutcomeKind;
import io.researchloop.runner.protocol.SprintFiles;
import java.util.List;

/**
 * The script that the scheduler runs. It sets up the environment, starts the runner, passes signals on, and writes the
 * exit file; it holds no secret.
 */
final class BatchScript {
    /** The runner's exit code when it left the sprint to another runner. */
    private static final int NOT_MINE = 31;

    private final Job job;
    private final String directives;
    private final List<String> setup;
    private final String java;
    private final String runnerJar;

    /**
     * @param setup the cluster's own shell lines, as they are
     * @param java the java command on the node
     */
    BatchScript(Job job, String directives, List<String> setup, String java, String runnerJar) {
        this.job = job;
        this.directives = directives;
        this.setup = setup;
        this.java = java;
        this.runnerJar = runnerJar;
    }

    String render() {
        return """
                #!/usr/bin/env bash
                %s# Job %s
                attempt=%s
                exec >>"$attempt/job.out" 2>&1
                cd -- %s || exit 74
                guard=
                warn_after=${warn_after:-}
                finish() {
                    [ -z "$guard" ] || kill "$guard" 2>/dev/null
                    printf '%%s\\n' "$1" >"$attempt/exit.tmp" && mv -f -- "$attempt/exit.tmp" "$attempt/exit"
                    exit "$1"
                }
                # A submit whose answer was lost may have made a job that nobody waits for, or one beside that which is known.
                job_id=${job_id:-}
                [ ! -e "$attempt/cancelled" ] || exit 0
                known=$(cat -- "$attempt/job_id" 2>/dev/null)
                if [ -n "$job_id" ] && [ -n "$known" ]; then
                    case " ${known//[^0-9]/ } " in
                        *" ${job_id%%%%.*} "*) ;;
                        *) exit 0 ;;
                    esac
                fi
                # A scheduler that runs the script a second time must not start the work a second time.
                if ! mkdir -- "$attempt/started" 2>/dev/null; then
                    [ "$(cat -- "$attempt/started/by" 2>/dev/null)" = "$job_id" ] || exit 0
                    finish %d
                fi
                printf '%%s\n' "$job_id" >"$attempt/started/by"
                . %s
                # In another locale Java would make a question mark of every letter beyond ASCII.
                case ${LC_ALL:-${LC_CTYPE:-${LANG:-}}} in
                    *UTF-8* | *utf8* | *UTF8*) ;;
                    *)
                        utf8=$(locale -a 2>/dev/null | grep -iE -m 1 '^(C|en_US)\\.utf-?8$')
                        [ -z "$utf8" ] || export LC_ALL="$utf8"
                        ;;
                esac
                # A directory of its own keeps parallel agents apart, where a key or token signs them in.
                if [ -n "${ANTHROPIC_API_KEY:-}${CLAUDE_CODE_OAUTH_TOKEN:-}" ] && [ -z "${CLAUDE_CONFIG_DIR:-}" ]; then
                    export CLAUDE_CONFIG_DIR="$PWD/%s/claude"
                fi
                %sprogram=%s
                if ! command -v "$program" >/dev/null; then
                    echo "There is no $program on $(uname -n). Set java in its [[cluster]]; 'bundled' brings one along." >&2
                    finish 127
                fi
                runner=
                trap '[ -z "$runner" ] || kill -TERM "$runner" 2>/dev/null' TERM INT USR1 USR2
                "$program" %s -jar %s "$attempt/plan.json" </dev/null &
                runner=$!
                # A scheduler may kill this script and nothing else: then the runner ends in good order all the same.
                (
                    trap - TERM INT USR1 USR2
                    while kill -0 $$ 2>/dev/null; do
                        if [ -n "$warn_after" ] && [ "$SECONDS" -ge "$warn_after" ]; then
                            warn_after=
                            kill -TERM "$runner"
                        fi
                        sleep 2
                    done
                    kill -TERM "$runner"
                    sleep 20
                    kill -KILL -- "-$runner" || kill -KILL "$runner"
                ) >/dev/null 2>&1 &
                guard=$!
                while :; do
                    wait "$runner"
                    code=$?
                    # A trapped signal ends wait early, while the runner still stops in good order.
                    kill -0 "$runner" 2>/dev/null && continue
                    wait "$runner" 2>/dev/null
                    again=$?
                    [ "$again" -eq 127 ] || code=$again
                    # Another runner works on this sprint: the last word is its.
                    [ "$code" -ne %d ] || { kill "$guard"; exit 0; }
                    finish "$code"
                done
                """.formatted(
                directives,
                job.name(),
                quote(job.attemptDirectory()),
                quote(job.sprintDirectory()),
                OutcomeKind.INTERRUPTED.exitCode(),
                quote(job.sprintDirectory() + "/" + SprintFiles.ENVIRONMENT),
                SprintFiles.HOME,
                setup.isEmpty() ? "" : String.join("\n", setup) + "\n",
                quote(java),
                // The last two for sites that limit virtual memory: Java reserves more than a gigabyte by itself.
                "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xshare:auto -Xmx256m"
                        + " -XX:CompressedClassSpaceSize=32m -XX:ReservedCodeCacheSize=32m",
                quote(runnerJar),
                NOT_MINE);
    }
}
