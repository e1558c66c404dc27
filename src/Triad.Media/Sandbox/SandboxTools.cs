using Triad.Media.Sandbox.Native;

namespace Triad.Media.Sandbox;

/// <summary>The kept tools that the sandbox is made of, as found on this machine.</summary>
/// <param name="Prlimit">Path of util-linux's prlimit, or null.</param>
/// <param name="Setpriv">Path of util-linux's setpriv, or null.</param>
/// <param name="Bubblewrap">Path of bwrap, or null.</param>
/// <param name="Unshare">Path of util-linux's unshare, or null.</param>
/// <param name="IsRoot">True where this process is root.</param>
internal sealed record SandboxTools(string? Prlimit, string? Setpriv, string? Bubblewrap, string? Unshare, bool IsRoot)
{
    private static readonly string[] Folders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin", "/usr/local/bin"];

    /// <summary>Path of coreutils' nice, or null.</summary>
    public string? Nice { get; init; }

    /// <summary>Path of Perl (perl-base), or null.</summary>
    public string? Perl { get; init; }

    /// <summary>Looks for the tools in the system's folders only: PATH may name folders that others write to.</summary>
    public static SandboxTools Find() => new(
        FindProgram("prlimit"),
        FindProgram("setpriv"),
        FindProgram("bwrap"),
        FindProgram("unshare"),
        Libc.EffectiveUser() == 0)
    {
        Nice = FindProgram("nice"),
        Perl = FindProgram("perl"),
    };

    /// <summary>The path of a program in the system's folders, or null.</summary>
    public static string? FindProgram(string name) =>
        Folders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
