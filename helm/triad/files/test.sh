#!/bin/sh
# helm test: a tenant is made, a clip of the image ingested, its moment found, the clip deleted and proved gone, the tenant erased.
# Wants TRIAD_ADDRESS and TRIAD_KEY (an operator's). CLIP and QUERY may name another clip and what is asked.
set -eu

clip=${CLIP:-/opt/triad/samples/sample-00.mp4}
query=${QUERY:-a big red triangle loops steadily}
model=${MODEL:-}
tenant=helm-test-$(od -An -N6 -tx1 /dev/urandom | tr -d ' \n')

step() { echo "== $*"; }
fail() { echo "FAILED: $*" >&2; exit 1; }
# JSON on one line without spaces, so that grep can look for a field and its value.
flat() { tr -d ' \n'; }

work=${TMPDIR:-/tmp}
operator=$TRIAD_KEY
erase() {
    TRIAD_KEY=$operator triad tenant delete "$tenant" --yes >/dev/null 2>&1 || echo "the tenant $tenant is left: triad tenant delete $tenant --yes" >&2
}

step "the platform is ready"
triad status || fail "the platform is not ready"

step "tenant $tenant"
triad tenant create "$tenant" --name "helm test" ${model:+--model "$model"} >/dev/null
trap erase EXIT
TRIAD_KEY=$(triad key create "$tenant" --scope search --scope ingest)
export TRIAD_KEY

step "ingest $clip"
triad video upload "$clip" --id clip --wait

step "find its moment"
triad search "$query" --json | flat | grep -q '"video_id":"clip"' || fail "the clip is not found"

step "delete it"
triad video delete clip

step "it is gone"
if triad video get clip --json >"$work/get.json" 2>/dev/null; then fail "the clip can still be read"; fi
flat <"$work/get.json" | grep -q '"reason":"VIDEO_NOT_FOUND"' || fail "the answer to a deleted clip is not VIDEO_NOT_FOUND: $(cat "$work/get.json")"
if triad search "$query" --json | flat | grep -q '"video_id":"clip"'; then fail "the clip is still found"; fi

step "erase the tenant"
trap - EXIT
TRIAD_KEY=$operator triad tenant delete "$tenant" --yes >/dev/null
# Gateways trust a key for some seconds.
tries=10
while triad video list >/dev/null 2>&1; do
    tries=$((tries - 1))
    [ "$tries" -gt 0 ] || fail "the key of an erased tenant still works"
    sleep 1
done
step "all is well"
