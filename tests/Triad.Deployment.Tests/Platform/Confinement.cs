using Triad.Deployment.Tests.Charts;

namespace Triad.Deployment.Tests.Platform;

/// <summary>What stands for a container's confinement: the whole file system read only but for the data and /tmp, the chart's user, no capabilities.</summary>
internal static class Confinement
{
    private const string User = "1654";

    // Not --die-with-parent: the kernel takes the end of the thread that has started it for the parent's.
    private static readonly string[] Walls =
        ["--unshare-user", "--uid", User, "--gid", User, "--cap-drop", "ALL", "--dev", "/dev", "--proc", "/proc"];

    /// <summary>Why this machine refuses it; null where it does not.</summary>
    public static string? Refusal { get; } = WhyNot();

    /// <summary>The command that a program is started through; empty where the machine refuses it.</summary>
    /// <param name="data">The folder that may be written.</param>
    public static string[] Command(string data) => Refusal is null ? Wrap(data) : [];

    // The folder of temporary files is seen as it is: data and mounted secrets lie in it. Only the data can be written.
    private static string[] Wrap(string data) => ["bwrap", "--ro-bind", "/", "/", .. Walls, "--bind", data, data, "--tmpfs", "/var/tmp", "--setenv", "TMPDIR", "/var/tmp", "--"];

    private static string? WhyNot()
    {
        if (!File.Exists("/usr/bin/bwrap"))
            return "bubblewrap is not installed";
        var (code, _, errors) = Run.ToEndAsync(Wrap(Path.GetTempPath())[0], [.. Wrap(Path.GetTempPath())[1..], "true"]).GetAwaiter().GetResult();
        return code == 0 ? null : errors.Trim();
    }
}
