# Chooses the flavour of the packages: `public` when the feed carries all of them, else `local`, in which the missing
# ids are packed from the projects under compat/ into artifacts/feed. The choice is artifacts/feed.props, which
# Directory.Packages.props imports.

feed_artifacts="$TRIAD_ROOT/artifacts"
feed_folder="$feed_artifacts/feed"
feed_packages="$feed_artifacts/packages"
feed_props="$feed_artifacts/feed.props"
feed_stamp="$feed_artifacts/feed.stamp"
feed_answer="$feed_artifacts/feed.answer"
feed_log="$feed_artifacts/feed.log"

feed_command() {
    local flavour=auto cuda=
    while [ $# -gt 0 ]; do
        case $1 in
            --flavour=*) flavour=${1#*=} ;;
            --flavour) flavour=${2:-}; shift ;;
            --cuda) cuda=cuda ;;
            *) say "Usage: ./triad feed [--flavour public|local] [--cuda]"; return 2 ;;
        esac
        shift
    done
    case $flavour in
        auto | public | local) ;;
        *) say "feed: --flavour must be public or local, not '$flavour'"; return 2 ;;
    esac
    feed_ensure "$flavour${cuda:+ $cuda}"
    feed_summary
}

# What every other command calls: keeps a choice made by hand, and costs a hash of some files when nothing changed.
feed_ready() {
    local request=auto
    [ -f "$feed_stamp" ] && request=$(sed -n 's/^request=//p' "$feed_stamp")
    feed_ensure "$request"
}

feed_summary() { sed -n 's/^said=//p' "$feed_stamp"; }

feed_ensure() {
    local request=$1 inputs
    mkdir -p "$feed_artifacts"
    inputs=$(feed_inputs)
    feed_is_current "$request" "$inputs" && return
    (
        flock 9
        # Without the lock: the compiler's server that packing starts lives on for minutes, and would keep it.
        feed_is_current "$request" "$inputs" || feed_choose "$request" "$inputs" 9>&-
    ) 9>"$feed_artifacts/.feed.lock"
}

feed_is_current() {
    [ -f "$feed_props" ] && [ -f "$feed_stamp" ] || return 1
    grep -qxF "request=$1" "$feed_stamp" && grep -qxF "inputs=$2" "$feed_stamp" || return 1
    local package
    while read -r package; do
        [ -f "$feed_folder/$package" ] || return 1
    done < <(sed -n 's/^package=//p' "$feed_stamp")
}

feed_inputs() {
    cd "$TRIAD_ROOT"
    {
        sha256sum Directory.Packages.props nuget.config global.json build/feed*.sh
        [ ! -d compat ] || find compat -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum
    } | sha256sum | cut -d' ' -f1
}

feed_choose() {
    local request=$1 inputs=$2
    local flavour=${request%% *} missing=
    : >"$feed_log"
    if [ "$flavour" != public ] && [ -d "$TRIAD_ROOT/compat" ]; then
        feed_probe_once
        if [ "$flavour" = auto ]; then
            [ -n "$feed_lacking" ] && flavour=local || flavour=public
        fi
        missing=$feed_missing
    else
        flavour=public
    fi

    local said packages=
    if [ "$flavour" = public ]; then
        feed_write_public
        said="feed: public; every package comes from the feed"
        [ "${request%% *}" = public ] && said="feed: public, as asked for"
    else
        feed_pack "$request" $missing
        feed_write_local $missing
        packages=$(feed_nupkgs $missing)
        said="feed: local; $(wc -w <<<"$missing") ids that the feed lacks are stand-ins from compat/:$(printf ' %s' $missing)"
    fi
    {
        echo "request=$request"
        echo "inputs=$inputs"
        for package in $packages; do echo "package=$package"; done
        echo "said=$said"
    } >"$feed_stamp.new"
    mv "$feed_stamp.new" "$feed_stamp"
}

feed_project() { printf '%s\n' "$TRIAD_ROOT"/compat/*/"$1/$1.csproj"; }

# The version that the stand-in of an id stands in for; its own has a fourth part, 1.
feed_real_version() { sed -n 's:.*<StandInFor>\([^<]*\)</StandInFor>.*:\1:p' "$(feed_project "$1")"; }

feed_stand_ins() {
    local project
    for project in "$TRIAD_ROOT"/compat/*/*/*.csproj; do
        [ -f "$project" ] && grep -q '<StandInFor>' "$project" && basename "$project" .csproj
    done
}

feed_nupkgs() { local id; for id in "$@"; do echo "$id.$(feed_real_version "$id").1.nupkg"; done; }

# The feed is asked again when other ids or versions are wanted, not for every edit of a stand-in.
feed_probe_once() {
    local asked id
    asked=$({
        sha256sum <"$TRIAD_ROOT/Directory.Packages.props"
        sha256sum <"$TRIAD_ROOT/nuget.config"
        for id in $(feed_stand_ins); do echo "$id $(feed_real_version "$id")"; done
    } | sha256sum)
    if [ "$(sed -n 's/^asked=//p' "$feed_answer" 2>/dev/null)" != "$asked" ]; then
        say "feed: looking for the packages that the feed lacks ..."
        feed_probe
        printf 'asked=%s\nlacking=%s\nmissing=%s\n' "$asked" "$(echo $feed_lacking)" "$(echo $feed_missing)" >"$feed_answer"
    fi
    feed_lacking=$(sed -n 's/^lacking=//p' "$feed_answer")
    feed_missing=$(sed -n 's/^missing=//p' "$feed_answer")
}

# Sets feed_lacking (anything that the public flavour would miss) and feed_missing (stand-ins to pack). An id is missing
# when the feed lacks it, or lacks something that the package of that id needs.
feed_probe() {
    local folder="$feed_artifacts/probe" id lacks
    rm -rf "$folder"
    mkdir -p "$folder/ids"
    {
        echo '<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup>'
        echo '<PackageDownload Include="@(PackageVersion)" Version="[%(Version)]" />'
        for id in $(feed_stand_ins); do
            echo "<PackageDownload Include=\"$id\" Exclude=\"@(PackageVersion)\" Version=\"[$(feed_real_version "$id")]\" />"
        done
        echo '</ItemGroup></Project>'
    } >"$folder/ids/ids.csproj"
    feed_lacking=$(feed_restore_lacks "$folder/ids/ids.csproj")
    feed_missing=
    [ -n "$feed_lacking" ] || return 0

    for id in $(feed_stand_ins); do
        if grep -qixF "$id" <<<"$feed_lacking"; then
            feed_missing+=" $id"
            continue
        fi
        mkdir -p "$folder/$id"
        cat >"$folder/$id/closure.csproj" <<XML
<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework>
<ManagePackageVersionsCentrally>false</ManagePackageVersionsCentrally></PropertyGroup><ItemGroup>
<PackageReference Include="$id" Version="[$(feed_real_version "$id")]" /></ItemGroup></Project>
XML
        lacks=$(feed_restore_lacks "$folder/$id/closure.csproj")
        [ -z "$lacks" ] || feed_missing+=" $id"
    done
}

# Restores a project against the public feed and prints the ids that were not found, or stops on any other error: a feed
# that cannot be reached must not be taken for one that lacks everything.
feed_restore_lacks() {
    local project=$1 output
    if output=$(dotnet restore "$project" --configfile "$TRIAD_ROOT/nuget.config" --packages "$feed_artifacts/probe/packages" \
        -p:PackageFlavour=public -p:NuGetAudit=false -p:TreatWarningsAsErrors=false 2>&1); then
        printf '%s\n' "$output" >>"$feed_log"
        return 0
    fi
    printf '%s\n' "$output" >>"$feed_log"
    local other
    other=$(grep -oE 'error [A-Z]+[0-9]+:.*' <<<"$output" | grep -vE 'error (NU1101|NU1102|NU1605|NU1608|NU1107)' | sort -u || true)
    [ -z "$other" ] || die "feed: the restore that looks for missing packages failed: $(head -n 1 <<<"$other") (all of it in $feed_log)"
    grep -oE 'error NU110[12]: Unable to find package [A-Za-z0-9._-]+' <<<"$output" | sed 's/.* //; s/\.$//' | sort -u
}

# What follows the flavour in a request: `cuda` or nothing.
feed_option() { case $1 in *' cuda') echo cuda ;; esac; }

# A group whose stand-ins are made of files from elsewhere brings a fetch.sh, which lays them under artifacts/compat/<Group>.
feed_fetch() {
    local request=$1 id fetch
    shift
    for id in "$@"; do dirname "$(dirname "$(feed_project "$id")")"; done | sort -u | while read -r group; do
        fetch="$group/fetch.sh"
        [ -x "$fetch" ] || continue
        # shellcheck disable=SC2046
        "$fetch" "$feed_artifacts/compat/$(basename "$group")" $(feed_option "$request") >>"$feed_log" ||
            die "feed: fetching what $(basename "$group") is made of failed"
    done
}

# Packs the stand-ins of the given ids, and forgets the extracted copy of each that came out different.
feed_pack() {
    local request=$1 id
    shift
    rm -rf "$feed_folder.new"
    mkdir -p "$feed_folder.new"
    [ $# -gt 0 ] || { rm -rf "$feed_folder"; mv "$feed_folder.new" "$feed_folder"; return; }
    feed_fetch "$request" "$@"
    say "feed: packing $# stand-ins ..."
    {
        echo '<Project><ItemGroup>'
        for id in "$@"; do echo "<StandIn Include=\"$(feed_project "$id")\" />"; done
        cat <<'XML'
</ItemGroup>
<Target Name="Restore"><MSBuild Projects="@(StandIn)" Targets="Restore" /></Target>
<Target Name="Pack"><MSBuild Projects="@(StandIn)" Targets="Pack" BuildInParallel="true" /></Target>
</Project>
XML
    } >"$feed_artifacts/stand-ins.proj"
    local common=(-nologo -v:quiet -clp:ErrorsOnly "-p:StandInOutput=$feed_folder.new/" "-p:StandInCuda=$(feed_option "$request")")
    {
        dotnet msbuild "$feed_artifacts/stand-ins.proj" -t:Restore -m:1 "${common[@]}" &&
            dotnet msbuild "$feed_artifacts/stand-ins.proj" -t:Pack -m:2 "${common[@]}"
    } >"$feed_artifacts/feed.pack.log" 2>&1 || {
        grep -E 'error|warning' "$feed_artifacts/feed.pack.log" | sort -u | head -n 20 >&2
        die "feed: packing failed (all of it in $feed_artifacts/feed.pack.log)"
    }

    for id in "$@"; do feed_settle "$id"; done
    rm -rf "$feed_folder"
    mv "$feed_folder.new" "$feed_folder"
}

# A package is a zip with the time in it, so what decides is what went in: the compiled assemblies and the manifest.
feed_settle() {
    local id=$1 contents extracted
    contents=$(find "$feed_artifacts/compat/$id" \( -path '*/bin/*' -name '*.dll' -o -path '*/obj/*' -name '*.nuspec' \) -print0 |
        LC_ALL=C sort -z | xargs -0 sha256sum | sha256sum)
    extracted="$feed_packages/$(tr '[:upper:]' '[:lower:]' <<<"$id")"
    if [ "$contents" = "$(cat "$feed_artifacts/compat/$id/packed.sha256" 2>/dev/null)" ] && [ -d "$extracted" ]; then return; fi
    rm -rf "$extracted"
    printf '%s\n' "$contents" >"$feed_artifacts/compat/$id/packed.sha256"
}

feed_write_public() {
    cat >"$feed_props" <<'XML'
<Project>
  <PropertyGroup>
    <PackageFlavour>public</PackageFlavour>
  </PropertyGroup>
</Project>
XML
}

feed_write_local() {
    local id
    {
        echo '<configuration>'
        sed -n '/<packageSources>/,/<\/packageSources>/p' "$TRIAD_ROOT/nuget.config" |
            sed "s|</packageSources>|  <add key=\"stand-ins\" value=\"feed\" />\n  </packageSources>|"
        echo '  <packageSourceMapping>'
        sed -n 's/.*<add key="\([^"]*\)".*/\1/p' "$TRIAD_ROOT/nuget.config" | while read -r source; do
            echo "    <packageSource key=\"$source\"><package pattern=\"*\" /></packageSource>"
        done
        echo '    <packageSource key="stand-ins">'
        for id in "$@"; do echo "      <package pattern=\"$id\" />"; done
        echo '    </packageSource>'
        echo '  </packageSourceMapping>'
        echo '</configuration>'
    } >"$feed_artifacts/nuget.config.new"
    mv "$feed_artifacts/nuget.config.new" "$feed_artifacts/nuget.config"
    {
        cat <<'XML'
<Project>
  <PropertyGroup>
    <PackageFlavour>local</PackageFlavour>
    <RestoreConfigFile>$(MSBuildThisFileDirectory)nuget.config</RestoreConfigFile>
    <RestorePackagesPath>$(MSBuildThisFileDirectory)packages/</RestorePackagesPath>
    <!-- A stand-in is a little newer than what is asked for (NU1603), and old pins have audit findings (NU190x). -->
    <NoWarn>$(NoWarn);NU1603</NoWarn>
    <WarningsNotAsErrors>$(WarningsNotAsErrors);NU1901;NU1902;NU1903;NU1904;NU1905</WarningsNotAsErrors>
  </PropertyGroup>
  <Import Project="$(MSBuildThisFileDirectory)../compat/Versions.props" />
  <ItemGroup>
XML
        for id in "$@"; do echo "    <PackageVersion Update=\"$id\" Version=\"$(feed_real_version "$id").1\" />"; done
        echo '  </ItemGroup>'
        echo '</Project>'
    } >"$feed_props.new"
    mv "$feed_props.new" "$feed_props"
}
