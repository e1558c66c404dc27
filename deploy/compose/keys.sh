#!/usr/bin/env bash
# Draws the keys of a platform into a folder, each once: keys.sh FOLDER. In the forms that docs/access.md and docs/encryption.md tell.
set -euo pipefail
umask 077
folder=${1:?Usage: keys.sh FOLDER}
mkdir -p "$folder"
cd "$folder"

# Of several letters and digits, without a bias: 32 signs, 5 bits each.
letters() { head -c 16 /dev/urandom | od -An -v -tu1 | tr -s ' \n' ' ' | awk '{ s = "abcdefghijklmnopqrstuvwxyz234567"; for (i = 1; i <= 16; i++) printf "%s", substr(s, $i % 32 + 1, 1) }'; }
hex() { head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n'; }

once() {
    local file=$1
    shift
    if [ ! -s "$file" ]; then
        "$@" >"$file.new"
        # The containers' user reads it; nobody else comes into the folder.
        chmod 444 "$file.new"
        mv "$file.new" "$file"
    fi
}

once token.key hex
media() { echo "kek_$(hex)"; }
operator() { echo "tk_$(letters)_$(hex)"; }

once media.key media
once operator.key operator
once receipt.key openssl ecparam -name prime256v1 -genkey -noout
once grafana.password hex
