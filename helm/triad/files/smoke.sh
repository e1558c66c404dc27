#!/bin/sh
# After an install or an upgrade: waits until the platform is ready, then asks it something with the operator's key.
set -eu

work=${TMPDIR:-/tmp}
tries=${TRIES:-220}
while ! triad status >"$work/status.txt" 2>&1; do
    tries=$((tries - 1))
    if [ "$tries" -le 0 ]; then
        cat "$work/status.txt" >&2
        echo "the platform did not become ready: look at the pods' logs" >&2
        exit 1
    fi
    sleep "${PAUSE:-5}"
done
cat "$work/status.txt"
triad tenant list --limit 1 >/dev/null
echo "the operator's key is accepted"
