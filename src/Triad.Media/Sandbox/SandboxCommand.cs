using System.Globalization;

namespace Triad.Media.Sandbox;

/// <summary>Puts a job's command into the wrappers that confine it, outermost first: limits, isolation, privileges, program.</summary>
internal sealed class SandboxCommand(SandboxTools tools, Confinement confinement)
{
    /// <summary>The descriptor on which the isolator reads the filter of kernel calls.</summary>
    public const int FilterDescriptor = 4;

    // As the threads that embed ingest by default. Not the kernel's idle policy: beside many searches a file would not be done within its time.
    private const int Niceness = 10;

    private const string SeenInput = "/media";
    private const string Nobody = "65534";
    private static readonly Lazy<string> LandlockScript = new(ReadScript);
    private static readonly string[] SystemFolders = ["/bin", "/sbin", "/lib", "/lib64", "/lib32"];
    private static readonly string[] LinkerFiles = ["/etc/ld.so.cache", "/etc/alternatives", "/nix/store"];

    /// <summary>The filter of kernel calls that the command expects on <see cref="FilterDescriptor"/>; null for none.</summary>
    public byte[]? Filter => confinement switch
    {
        Confinement.IsolatedAndFiltered => CallFilter.ForThisMachine(),
        Confinement.Landlocked => CallFilter.ForThisMachine(isAlone: true),
        _ => null,
    };

    private bool IsIsolated => confinement is Confinement.IsolatedAndFiltered or Confinement.Isolated;

    /// <summary>The whole command of a job.</summary>
    public IReadOnlyList<string> Build(SandboxJob job)
    {
        var becomesNobody = IsIsolated && tools.IsRoot && tools.Setpriv is not null && IsReadableByAll(job.InputPath);
        var seen = IsIsolated ? SeenInput : job.InputPath;
        return
        [
            .. job.IsBackground && tools.Nice is { } nice ? (string[])[nice, "-n", Text(Niceness)] : [],
            .. Limit(job.Limits),
            .. IsIsolated ? Isolate(job, becomesNobody) : confinement == Confinement.Landlocked ? Restrict(job) : CutNetwork(),
            .. DropPrivileges(becomesNobody),
            job.Program,
            .. job.Arguments(seen),
        ];
    }

    // A file that only root may read is read as root without any capability, in a user namespace that calls it nobody.
    private static bool IsReadableByAll(string path) => File.GetUnixFileMode(path).HasFlag(UnixFileMode.OtherRead);

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private IEnumerable<string> Limit(ProcessLimits limits)
    {
        if (tools.Prlimit is null)
            return [];
        var seconds = (long)Math.Max(1, Math.Ceiling(limits.CpuTime.TotalSeconds));
        return
        [
            tools.Prlimit,
            $"--cpu={Text(seconds)}:{Text(seconds + 2)}",
            $"--as={Text(limits.MemoryBytes)}",
            $"--nofile={Text(limits.OpenFiles)}",
            $"--nproc={Text(limits.Processes)}",
            "--fsize=0",
            "--core=0",
            "--",
        ];
    }

    private IEnumerable<string> Isolate(SandboxJob job, bool becomesNobody) =>
    [
        tools.Bubblewrap!,
        "--unshare-net", "--unshare-pid", "--unshare-ipc", "--unshare-uts", "--unshare-cgroup-try",
        "--die-with-parent",
        "--cap-drop", "ALL",
        .. becomesNobody
            ? (string[])["--cap-add", "CAP_SETUID", "--cap-add", "CAP_SETGID", "--cap-add", "CAP_SETPCAP"]
            : ["--unshare-user", "--uid", Nobody, "--gid", Nobody],
        .. Folders(job.Program),
        "--ro-bind", job.InputPath, SeenInput,
        "--remount-ro", "/",
        "--chdir", "/",
        .. confinement == Confinement.IsolatedAndFiltered ? (string[])["--seccomp", Text(FilterDescriptor)] : [],
        "--",
    ];

    private IEnumerable<string> Restrict(SandboxJob job)
    {
        var (prctl, seccomp) = CallFilter.CallsOfThisMachine!.Value;
        return
        [
            tools.Perl!, "-e", LandlockScript.Value, "--",
            Text(prctl), Text(seccomp), Text(FilterDescriptor), job.InputPath,
            "/usr", .. SystemFolders.Where(Directory.Exists), .. OtherPaths(job.Program),
            "--",
        ];
    }

    private static string ReadScript()
    {
        using var reader = new StreamReader(typeof(SandboxCommand).Assembly.GetManifestResourceStream("landlock.pl")!);
        return reader.ReadToEnd();
    }

    // Beside the system's folders: the linker's files, and the program's own folder where it lies elsewhere.
    private static IEnumerable<string> OtherPaths(string program)
    {
        var own = Path.GetDirectoryName(program)!;
        var isKnown = own.StartsWith("/usr/", StringComparison.Ordinal) || SystemFolders.Contains(own);
        return LinkerFiles.Append(isKnown ? null : own).OfType<string>().Where(Path.Exists);
    }

    private static IEnumerable<string> Folders(string program)
    {
        yield return "--ro-bind";
        yield return "/usr";
        yield return "/usr";
        foreach (var folder in SystemFolders.Where(Directory.Exists))
        {
            var link = new DirectoryInfo(folder).LinkTarget;
            yield return link is null ? "--ro-bind" : "--symlink";
            yield return link ?? folder;
            yield return folder;
        }

        foreach (var path in OtherPaths(program))
        {
            // The isolator would make the folders above for itself alone, and the program runs as another user.
            foreach (var option in (string[])["--perms", "0755", "--dir", Path.GetDirectoryName(path)!, "--ro-bind", path, path])
                yield return option;
        }
    }

    private IEnumerable<string> CutNetwork() => confinement switch
    {
        Confinement.NetworkOnly when tools.IsRoot => [tools.Unshare!, "--net", "--"],
        Confinement.NetworkOnly => [tools.Unshare!, "--user", "--map-current-user", "--net", "--"],
        _ => [],
    };

    private IEnumerable<string> DropPrivileges(bool becomesNobody)
    {
        if (tools.Setpriv is null)
            return [];
        return
        [
            tools.Setpriv,
            "--no-new-privs",
            .. becomesNobody ? (string[])["--reuid", Nobody, "--regid", Nobody, "--clear-groups"] : [],
            .. becomesNobody || (tools.IsRoot && !IsIsolated) ? (string[])["--inh-caps=-all", "--bounding-set=-all"] : [],
            .. IsIsolated ? (string[])[] : ["--pdeathsig", "KILL"],
            "--",
        ];
    }
}
