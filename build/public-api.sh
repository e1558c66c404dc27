#!/usr/bin/env bash
# Writes the listing of a project's public surface anew: build/public-api.sh src/Triad.Client. What has changed shows in git diff.
# The analyser names every symbol that the listing lacks, so an empty listing makes it name them all.
set -euo pipefail

cd "$(dirname -- "${BASH_SOURCE[0]}")/.."
project=${1:?Usage: build/public-api.sh PROJECT_FOLDER}
listing=$project/PublicAPI.Unshipped.txt
[ -f "$project/PublicAPI.Shipped.txt" ] || { echo "$project has no PublicAPI.Shipped.txt: it has no listing" >&2; exit 2; }

# A build that fails leaves the listing as it was.
cp "$listing" "$listing.old"
trap 'if [ -f "$listing.old" ]; then mv "$listing.old" "$listing"; fi; rm -f "$listing.new"' EXIT
printf '#nullable enable\n' >"$listing"
touch "$project"/*.csproj
dotnet build "$project" -c Release -nologo -m:1 -p:RunAnalyzers=true -p:TreatWarningsAsErrors=false -clp:NoSummary 2>&1 |
    sed -n "s/.*RS0016: Symbol '\(.*\)' is not part of the declared public API.*/\1/p" | LC_ALL=C sort -u >"$listing.new"
[ -s "$listing.new" ] || { echo "the build said nothing of the surface: build $project by hand to see why" >&2; exit 1; }
cat "$listing.new" >>"$listing"
rm "$listing.old"
echo "$listing: $(grep -vc '^#' "$listing") symbols"
