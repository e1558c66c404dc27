#!/usr/bin/env bash
# One command for a person with docker, kind, kubectl and helm: a cluster of three nodes, the images, the chart, and its test. --down removes the cluster.
# It was not run where the project is built, which has no containers; what can be proved without a cluster is in tests/Triad.Deployment.Tests.
set -euo pipefail
cd "$(dirname -- "${BASH_SOURCE[0]}")/../.."

version=$(sed -n 's/^appVersion: //p' helm/triad/Chart.yaml)
third=(qdrant/qdrant:v1.19.0 mcr.microsoft.com/azure-storage/azurite:3.35.0 redis:8.2 otel/opentelemetry-collector-contrib:0.139.0)

if [ "${1:-}" = --down ]; then
    exec kind delete cluster --name triad
fi
for tool in docker kind kubectl helm; do
    command -v "$tool" >/dev/null || { echo "kind/run.sh: $tool is missing" >&2; exit 1; }
done

kind get clusters | grep -qx triad || kind create cluster --config deploy/kind/cluster.yaml --wait 120s
for image in server embed tools; do
    docker build -f "deploy/images/$image.Dockerfile" -t "triad/$image:$version" .
    kind load docker-image --name triad "triad/$image:$version"
done
for image in "${third[@]}"; do
    docker pull -q "$image"
    kind load docker-image --name triad "$image"
done

kubectl --context kind-triad create namespace triad --dry-run=client -o yaml | kubectl --context kind-triad apply -f -
# The cluster itself refuses whatever is not restricted.
kubectl --context kind-triad label --overwrite namespace triad pod-security.kubernetes.io/enforce=restricted
kubectl --context kind-triad -n triad apply -f deploy/kind/dependencies.yaml
kubectl --context kind-triad -n triad wait --for=condition=Available deployment --all --timeout=300s
helm --kube-context kind-triad upgrade --install triad helm/triad -n triad -f helm/triad/ci/kind.yaml --wait --timeout 15m
helm --kube-context kind-triad -n triad test triad --logs --timeout 15m
echo "It works. deploy/kind/run.sh --down removes the cluster."
