# Builds what a command runs, once: nothing is started when no source is newer than the last build.

compile_configuration=Release
compile_options=()

# compile NAME FOLDERS -- PROJECTS: builds the projects unless nothing under the folders changed since.
compile() {
    local name=$1 stamp="$TRIAD_ROOT/artifacts/built.$1" log="$TRIAD_ROOT/artifacts/build.$1.log" folders=() project
    shift
    while [ "$1" != -- ]; do folders+=("$1"); shift; done
    shift
    (
        cd "$TRIAD_ROOT"
        flock 9
        compile_is_current "$stamp" "${folders[@]}" && exit 0
        say "triad: building ..."
        touch "$stamp.new"
        for project in "$@"; do
            # Without the lock: the compiler's server lives on for minutes, and would keep it.
            if ! dotnet build "$project" -c "$compile_configuration" "${compile_options[@]}" -m:2 -nologo -clp:ErrorsOnly >"$log" 2>&1 9>&-; then
                grep -E ': (error|warning) ' "$log" | sort -u | head -n 40 >&2
                die "building $project failed (all of it in $log)"
            fi
        done
        mv "$stamp.new" "$stamp"
    ) 9>"$TRIAD_ROOT/artifacts/.build.lock"
}

compile_is_current() {
    local stamp=$1
    shift
    [ -f "$stamp" ] || return 1
    [ -z "$(find "$@" Directory.*.props global.json nuget.config .editorconfig \
        \( -name bin -o -name obj -o -name TestResults \) -prune -o -newer "$stamp" -print -quit)" ]
}

output_of() { echo "$TRIAD_ROOT/$1/bin/$compile_configuration/net10.0/$2"; }

compile_product() { compile product src -- src/Triad.Server src/Triad.Cli; }

# Compiles the command line tool ahead of time as well: each call then takes two thirds of the processor's time. The compiler for that is a package that
# a feed may lack: without it the tool stays as it is.
compile_tool() {
    local log="$TRIAD_ROOT/artifacts/build.tool.log" folder="$TRIAD_ROOT/artifacts/tool" system=linux-x64
    [ "$(uname -m)" = aarch64 ] && system=linux-arm64
    tool_is_current && return
    (
        cd "$TRIAD_ROOT"
        flock 9
        say "triad: compiling the tool ahead of time ..."
        rm -rf "$folder"
        if dotnet publish src/Triad.Cli -c "$compile_configuration" -r "$system" --self-contained false -p:PublishReadyToRun=true \
            -p:RunAnalyzers=false -o "$folder" -m:2 -nologo -clp:ErrorsOnly >"$log" 2>&1 9>&-; then
            touch "$folder/triad.dll" # It has the time of its compilation, which may be that of an earlier build.
        else
            rm -rf "$folder"
            say "triad: that failed, and the tool works without it (all of it in $log)"
        fi
    ) 9>"$TRIAD_ROOT/artifacts/.build.lock"
}

tool_is_current() { [ "$TRIAD_ROOT/artifacts/tool/triad.dll" -nt "$TRIAD_ROOT/artifacts/built.product" ]; }

# The program of the command line tool: that of `./triad build` where no source has changed since.
tool_program() {
    if tool_is_current; then echo "$TRIAD_ROOT/artifacts/tool/triad.dll"; else output_of src/Triad.Cli triad.dll; fi
}

compile_tests() { compile tests src tests -- Platform.sln; }

# The server with ONNX Runtime's CUDA package, in artifacts/cuda, beside the usual build.
compile_cuda() {
    local compile_options=(-p:TriadCuda=true)
    compile cuda src -- src/Triad.Server
}
