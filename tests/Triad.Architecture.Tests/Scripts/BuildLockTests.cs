using System.Diagnostics;

namespace Triad.Architecture.Tests.Scripts;

/// <summary>The entry script's lock while it builds.</summary>
public sealed class BuildLockTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("triad-lock-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Compile_ThatLeavesACompilersServerBehind_LetsTheNextCommandBuild()
    {
        // A `dotnet` that ends and leaves a process behind, as the compiler's server is; the last line ends those.
        var script = $$"""
            set -euo pipefail
            TRIAD_ROOT='{{_folder.FullName}}'
            mkdir -p "$TRIAD_ROOT/bin" "$TRIAD_ROOT/artifacts" "$TRIAD_ROOT/src"
            printf '#!/bin/sh\ntail -f /dev/null >/dev/null 2>&1 &\necho $! >>"%s/left"\n' "$TRIAD_ROOT" >"$TRIAD_ROOT/bin/dotnet"
            chmod +x "$TRIAD_ROOT/bin/dotnet"
            PATH="$TRIAD_ROOT/bin:$PATH"
            . '{{Repository.Root}}/build/say.sh'
            . '{{Repository.Root}}/build/compile.sh'
            trap 'kill $(cat "$TRIAD_ROOT/left")' EXIT
            compile first src -- one
            compile second src -- one
            """;
        using var bash = Process.Start(new ProcessStartInfo("bash", ["-c", script]) { RedirectStandardError = true })!;
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            await bash.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            bash.Kill(entireProcessTree: true);
            foreach (var left in File.ReadAllLines(Path.Combine(_folder.FullName, "left")))
                Process.GetProcessById(int.Parse(left, System.Globalization.CultureInfo.InvariantCulture)).Kill();
            Assert.Fail("The second build waited for the first one's lock.");
        }

        Assert.True(bash.ExitCode == 0, await bash.StandardError.ReadToEndAsync());
    }
}
