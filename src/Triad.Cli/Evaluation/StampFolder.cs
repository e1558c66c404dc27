using System.Diagnostics;
using System.Runtime.InteropServices;
using Triad.Cli.Invocation;

namespace Triad.Cli.Evaluation;

/// <summary>Tuxpaint's stamps, photographs and sounds with captions that Debian packages; installed where that is allowed.</summary>
internal static class StampFolder
{
    private const string Folder = "/usr/share/tuxpaint/stamps";
    private const string Package = "tuxpaint-stamps-default";
    private const string Install = $"apt-get install -y --no-install-recommends {Package}";

    /// <summary>The folder.</summary>
    /// <exception cref="CommandException">It is not there and cannot be installed; the remedy is the command.</exception>
    public static async Task<string> FindAsync(CommandContext context, CancellationToken cancellationToken)
    {
        if (Directory.Exists(Folder))
            return Folder;
        if (geteuid() == 0 && File.Exists("/usr/bin/apt-get"))
        {
            context.Output.Note($"Installing {Package} ...");
            if (await RunAsync("apt-get update -q", cancellationToken) && await RunAsync(Install, cancellationToken) && Directory.Exists(Folder))
                return Folder;
        }

        throw new CommandException("Tuxpaint's stamps are not here, whose photographs and sounds are asked for")
        {
            Field = "--media",
            Remedy = $"Install them with: sudo {Install}; or name a folder of pictures and sounds with captions (cow.png, cow.ogg, cow.txt) with --media",
        };
    }

    private static async Task<bool> RunAsync(string command, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", $"{command} >/dev/null 2>&1"]);
        start.Environment["DEBIAN_FRONTEND"] = "noninteractive";
        using var process = Process.Start(start)!;
        await process.WaitForExitAsync(cancellationToken);
        return process.ExitCode == 0;
    }

    [DllImport("libc")]
    private static extern uint geteuid();
}
