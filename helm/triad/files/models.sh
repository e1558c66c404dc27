#!/bin/sh
# Fills the volume of model packages: models.sh NAME[,option...][=SPACE] ... An option is --from=X, --variant=X or --accept-licence.
# A package that is there is kept; every one is read and its hashes compared, and its space must be the one that was named.
set -eu

work=${TMPDIR:-/tmp}
folder=${TRIAD_MODELS:?}
shipped=${SHIPPED_MODELS:-/opt/triad/models}

if [ -n "${LOCK_FILE:-}" ]; then
    cp "$LOCK_FILE" "$folder/catalogue.lock.json"
fi

for package in "$shipped"/*/; do
    name=$(basename "$package")
    if [ ! -d "$folder/$name" ]; then
        rm -rf "$folder/.copy-$name"
        cp -r "$package" "$folder/.copy-$name"
        mv "$folder/.copy-$name" "$folder/$name"
    fi
done

for wanted in "$@"; do
    space=
    case $wanted in *=*@*) space=${wanted##*=} wanted=${wanted%=*} ;; esac
    name=${wanted%%,*}
    options=
    case $wanted in *,*) options=$(echo "${wanted#*,}" | tr ',' ' ') ;; esac
    if [ ! -d "$folder/$name" ]; then
        # shellcheck disable=SC2086
        triad model get "$name" $options
    fi
    triad model inspect "$folder/$name" --json >"$work/package.json"
    if [ -n "$space" ] && ! tr -d ' \n' <"$work/package.json" | grep -q "\"space\":\"$space\""; then
        echo "the package $name is not $space: $(tr -d ' \n' <"$work/package.json" | grep -o '"space":"[^"]*"'). Remove it from the volume, or name the other space." >&2
        exit 1
    fi
    echo "$name is there"
done
