# `./triad test`: builds the solution, runs every test project and training/tests, and adds up what came of it.

test_results="$TRIAD_ROOT/artifacts/tests"
test_minutes=25

# test_command [NAME]: all projects, or the one of that name.
test_command() {
    local only=${1:-}
    if [ -n "$only" ]; then
        only=$(test_project_named "$only")
    fi
    say "triad: the tests need ffmpeg, bubblewrap, strace, Python with numpy, grpcio and PyTorch, redis, PostgreSQL, Node.js with azurite and @grpc/grpc-js, helm;"
    say "triad: what is missing is installed from Debian's and npm's packages where that is allowed, else the command is printed"
    need ffmpeg ffprobe bwrap python3-numpy python3-torch strace redis-server postgresql python3-jsonschema || say "triad: tests that need what is missing will fail or be skipped"
    need_azurite || say "triad: the tests of Azure storage will be skipped"
    case $only in
        '' | *.Deployment.Tests) need_helm || say "triad: the tests of the chart will be skipped" ;;
    esac
    need_foreign_clients
    compile_tests
    case $only in
        '' | *.EndToEnd.Tests) compile_cuda ;;
    esac
    rm -rf "$test_results"
    mkdir -p "$test_results"

    local projects=() alone=() project
    for project in $(test_projects); do
        [ -z "$only" ] || [ "$only" = "$project" ] || continue
        case $project in
            *.EndToEnd.Tests | *.Resilience.Tests | *.Cluster.Tests | *.Deployment.Tests | *.Hostile.Tests) alone+=("$project") ;;
            *) projects+=("$project") ;;
        esac
    done
    say "triad: testing ${projects[*]} ${alone[*]} ..."
    [ ${#projects[@]} -eq 0 ] || printf '%s\n' "${projects[@]}" | xargs -P 2 -I{} "$TRIAD_ROOT/build/run-tests.sh" {}
    # These start whole platforms, and would measure their neighbours.
    [ ${#alone[@]} -eq 0 ] || printf '%s\n' "${alone[@]}" | xargs -P 1 -I{} "$TRIAD_ROOT/build/run-tests.sh" {}
    test_summary
}

# Every test project, and `training` for those of Python.
test_projects() {
    local project
    for project in "$TRIAD_ROOT"/tests/*/*.Tests.csproj; do basename "$project" .csproj; done
    echo training
}

# test_project_named NAME: the project of a full or a short name: Triad.Grains.Tests, Grains, training.
test_project_named() {
    local project
    for project in $(test_projects); do
        case $project in
            "$1" | "Triad.$1.Tests" | "$1.Tests") echo "$project"; return ;;
        esac
    done
    die "no test project is named '$1'; there are: $(test_projects | xargs)"
}

# What tests/foreign drives the platform with. Where it cannot be had, those tests are skipped and say so.
need_foreign_clients() {
    local source="$TRIAD_ROOT/tests/foreign/js" folder="$TRIAD_ROOT/artifacts/foreign/js"
    need python3-grpcio node npm || return 0
    cmp -s "$source/package-lock.json" "$folder/installed.json" && return
    mkdir -p "$folder"
    cp "$source/package.json" "$source/package-lock.json" "$folder"
    if (cd "$folder" && npm ci --ignore-scripts --no-audit --no-fund) >"$folder/npm.log" 2>&1; then
        cp "$source/package-lock.json" "$folder/installed.json"
    else
        say "triad: npm could not install the gRPC client of Node.js (see $folder/npm.log)"
    fi
}

test_summary() {
    local passed=0 failed=0 skipped=0 unlisted=0 file project p f s seconds count reason
    echo
    printf '%-36s %7s %7s %7s %8s\n' project passed failed skipped seconds
    for file in "$test_results"/*.counts; do
        read -r project p f s seconds <"$file"
        printf '%-36s %7d %7d %7d %8d\n' "$project" "$p" "$f" "$s" "$seconds"
        passed=$((passed + p)) failed=$((failed + f)) skipped=$((skipped + s))
    done
    if [ "$skipped" -gt 0 ]; then
        echo
        printf '%7s  %s\n' skipped reason
        while read -r count reason; do
            if test_skip_is_allowed "$reason"; then
                printf '%7d  %s\n' "$count" "$reason"
            else
                printf '%7d  %s (not in tests/allowed-skips.txt: counts as a failure)\n' "$count" "$reason"
                unlisted=$((unlisted + count))
            fi
        done < <(cat "$test_results"/*.skips | sort | uniq -c | sort -rn)
        failed=$((failed + unlisted)) skipped=$((skipped - unlisted))
    fi
    echo
    echo "$passed passed, $failed failed, $skipped skipped"
    [ "$failed" -eq 0 ] && [ "$passed" -gt 0 ]
}

# Each line of the list is a reason, in which * stands for anything.
test_skip_is_allowed() {
    local line
    while IFS= read -r line; do
        case $line in '' | '#'*) continue ;; esac
        # shellcheck disable=SC2053
        [[ $1 == $line ]] && return 0
    done <"$TRIAD_ROOT/tests/allowed-skips.txt"
    return 1
}
