#!/usr/bin/env bash
# Fetches what the ONNX Runtime stand-ins are made of: Microsoft's managed API as source and the native library, both from
# an npm package that carries them unchanged in binary form. Run by `./triad feed` before packing.
# Usage: fetch.sh FOLDER [cuda]
set -euo pipefail
folder=$1 cuda=${2:-}

fetch() {
    local package=$1 integrity=$2
    shift 2
    local target="$folder/$package" work="$folder/$package.part"
    [ -f "$target/.complete" ] && return
    command -v npm >/dev/null || { echo "npm is needed to fetch $package: install Node.js" >&2; return 1; }
    echo "feed: fetching $package from npm ..." >&2
    rm -rf "$work" "$target"
    mkdir -p "$work"
    (
        cd "$work"
        npm pack --silent "$package" >/dev/null
        local archive found
        archive=$(ls ./*.tgz)
        found="sha512-$(node -p 'crypto.createHash("sha512").update(fs.readFileSync(process.argv[1])).digest("base64")' "$archive")"
        [ "$found" = "$integrity" ] || { echo "$package has integrity $found, not $integrity" >&2; exit 1; }
        tar xzf "$archive" --strip-components=1 --wildcards "$@"
        rm "$archive"
        touch .complete
    )
    mv "$work" "$target"
}

fetch com.github.asus4.onnxruntime@0.4.9 \
    sha512-BkzxduSZ9IkeDP6Q8lz2TFU2ie7hSSvS7ZIfzMooExoq0CNzJnuuGaUJ7IsojBgqO4ouD1jXah8OYyJbCN29Fg== \
    'package/Runtime/*' 'package/Plugins/Linux/x64/*' package/LICENSE package/ThirdPartyNotices.txt
if [ "$cuda" = cuda ]; then
    fetch com.github.asus4.onnxruntime.linux-x64-gpu@0.4.9 \
        sha512-FopIhNE/Ng+v2X65wVc9clPCBCvhvA53Hxo2U0Kf5fGdVsC7iCA+mZ0KLWggcQAj7TIZ6pNidR4AC10g74Xo6w== \
        'package/*_cuda.so'
fi
