#!/usr/bin/env bash
# Runs one test project, or `training`, and leaves NAME.counts (name, passed, failed, skipped, seconds) and NAME.skips (a reason a
# line) in artifacts/tests. It always succeeds: what failed is in the counts, and is printed.
set -uo pipefail
name=$1
. "$TRIAD_ROOT/build/say.sh"
. "$TRIAD_ROOT/build/tools.sh"
. "$TRIAD_ROOT/build/compile.sh"
. "$TRIAD_ROOT/build/test.sh"
log="$test_results/$name.log"
started=$SECONDS
passed=0 failed=0 skipped=0
: >"$test_results/$name.skips"

xml_text() { sed -e 's/&lt;/</g; s/&gt;/>/g; s/&quot;/"/g; s/&#39;/'"'"'/g; s/&#xA;\|&#xD;/ /g; s/&amp;/\&/g'; }

# A counter of the run as the runner itself wrote it.
counter() { grep -o '<Counters [^>]*' "$1" | grep -oE "\b$2=\"[0-9]+\"" | tr -dc 0-9; }

run_dotnet() {
    local dll trx="$test_results/$name.trx"
    dll=$(output_of "tests/$name" "$name.dll")
    timeout -k 30 "${test_minutes}m" dotnet "$dll" -noLogo -noColor -longRunning 60 -result-trx "$trx" >"$log" 2>&1
    local code=$?
    if [ -f "$trx" ]; then
        passed=$(counter "$trx" passed)
        failed=$(($(counter "$trx" failed) + $(counter "$trx" error)))
        skipped=$(counter "$trx" notExecuted)
        awk 'BEGIN { RS = "</UnitTestResult>" }
            /outcome="NotExecuted"/ {
                reason = "no reason given"
                if (match($0, /<(Message|StdOut)>[^<]*/)) { reason = substr($0, RSTART, RLENGTH); sub(/^<[A-Za-z]*>/, "", reason) }
                gsub(/[ \r\n\t]+/, " ", reason)
                print reason
            }' "$trx" | xml_text >"$test_results/$name.skips"
    fi
    # A run that died has no result for what it did not reach.
    if [ $code -ne 0 ] && [ "$failed" -eq 0 ]; then
        failed=1
        [ $code -ne 124 ] || echo "stopped after $test_minutes minutes" >>"$log"
    fi
}

# What failed and why, of xunit or of unittest; of a run that died before it could say, the end of its log.
failures() {
    awk '/ \[(PASS|SKIP)\]$/ || /^[^ ]/ { told = 0 } / \[FAIL\]$/ || /^(FAIL|ERROR): / { told = 1 } told' "$1" | grep . || tail -n 60 "$1"
}

run_training() {
    local python
    python=$(python_with 'numpy, onnx, torch')
    [ -n "$python" ] || python=$(python_with_numpy)
    if [ -z "$python" ]; then
        skipped=1
        echo "no Python with numpy is installed" >"$test_results/$name.skips"
        return
    fi
    (cd "$TRIAD_ROOT" && timeout -k 30 "${test_minutes}m" "$python" -m unittest discover -v -s training/tests -t . -p 'test_*.py') >"$log" 2>&1
    local code=$?
    passed=$(grep -cE ' \.\.\. ok$|^ok$' "$log")
    failed=$(grep -cE '^(FAIL|ERROR): ' "$log")
    grep -oE "skipped ['\"].*['\"]$" "$log" | sed -E "s/^skipped .//; s/.$//" >"$test_results/$name.skips"
    skipped=$(wc -l <"$test_results/$name.skips")
    [ $code -eq 0 ] || [ "$failed" -gt 0 ] || failed=1
}

case $name in
    training) run_training ;;
    *) run_dotnet ;;
esac

echo "$name $passed $failed $skipped $((SECONDS - started))" >"$test_results/$name.counts"
say "  $name: $passed passed, $failed failed, $skipped skipped, $((SECONDS - started)) s"
if [ "$failed" -gt 0 ]; then
    failures "$log" | head -n 300 >&2
fi
exit 0
