#!/usr/bin/env bash
# Draws the keys, builds the images, starts everything, waits until it is ready, and proves it with the chart's test. Needs Docker with compose.
# Written for a person with Docker: it was not run where the project is built, which has none.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
./compose/keys.sh compose/keys
docker compose -f compose.yaml --profile tools build
docker compose -f compose.yaml up -d --wait
docker compose -f compose.yaml run --rm --entrypoint /bin/sh -e MODEL=triad-mini \
    -e TRIAD_KEY="$(cat compose/keys/operator.key)" tools /scripts/test.sh
echo "http://127.0.0.1:7443, operator's key in deploy/compose/keys/operator.key; Grafana on http://127.0.0.1:3000"
