using System.Text.RegularExpressions;
using Triad.Media.Sandbox;

namespace Triad.Benchmarks.Hostile.Watching;

/// <summary>
/// What the decoders opened and whom they called, as the kernel saw it: the server runs under strace, which stops for these calls only. A decoder
/// may open its programs' libraries and data and the one file that it is given; anything else that it does open, and every connection, is outside.
/// </summary>
internal sealed partial class OpenTrace
{
    private const string Ended = "+++ ";
    private const string Unfinished = "<unfinished ...>";

    private static readonly string[] Allowed = ["/usr/", "/lib", "/bin/", "/sbin/", "/etc/ld.so.", "/etc/alternatives/", "/nix/store/"];
    private readonly string _path;
    private string _given = "/media";

    private OpenTrace(string path) => _path = path;

    /// <summary>Opens of decoders that succeeded and were allowed.</summary>
    public int Opens { get; private set; }

    /// <summary>How often a decoder opened the file that it was given.</summary>
    public int GivenOpens { get; private set; }

    /// <summary>What succeeded and was outside.</summary>
    public List<string> Outside { get; } = [];

    /// <summary>How often something outside was tried and refused.</summary>
    public int Refused { get; private set; }

    /// <summary>The command to run the server through. execve tells when a wrapper becomes a decoder.</summary>
    public IReadOnlyList<string> Command =>
    [
        SandboxTools.FindProgram("strace")!, "-f", "--quiet=attach,personality", "--seccomp-bpf", "--decode-pids=comm", "-s", "512",
        "-e", "trace=execve,open,openat,openat2,creat,connect,bind", "-e", "signal=none", "-A", "-o", _path,
    ];

    /// <summary>A trace into a file, or null where strace is not installed.</summary>
    public static OpenTrace? TryCreate(string path) => SandboxTools.FindProgram("strace") is null ? null : new OpenTrace(path);

    /// <summary>Without namespaces a decoder sees the file that it is given where it lies: in a folder that it may not list.</summary>
    public void GiveFilesOf(string folder) => _given = $"{folder}/";

    /// <summary>Reads what was traced.</summary>
    public void Read()
    {
        var decoders = new HashSet<string>();
        var begun = new Dictionary<string, string>();
        foreach (var line in File.ReadLines(_path))
        {
            if (Line().Match(line) is not { Success: true } call)
                continue;
            var (process, text) = (call.Groups["pid"].Value, call.Groups["text"].Value);
            if (text.StartsWith(Ended, StringComparison.Ordinal))
                decoders.Remove(process); // Its number will be given again.
            else if (text.StartsWith("execve(", StringComparison.Ordinal))
                Follow(decoders, process, text);
            else if (!decoders.Contains(process) && !Thread().IsMatch(call.Groups["comm"].Value))
                continue;
            else if (text.EndsWith(Unfinished, StringComparison.Ordinal))
                begun[process] = text[..^Unfinished.Length];
            else if (!text.StartsWith("<... ", StringComparison.Ordinal))
                Judge(text);
            else if (begun.Remove(process, out var start))
                Judge(start + text[(text.IndexOf('>', StringComparison.Ordinal) + 1)..]);
        }
    }

    // A process becomes a decoder when it begins one of the two programs. One that begins another is the wrapper of a later decoder under a number
    // that was given again: a decoder itself has nobody else's program to begin, and its user may not.
    private static void Follow(HashSet<string> decoders, string process, string text)
    {
        if (Program().IsMatch(text))
            decoders.Add(process);
        else
            decoders.Remove(process);
    }

    private void Judge(string text)
    {
        if (Quoted().Match(text) is { Success: true } path && IsAllowed(path.Groups[1].Value, text))
            return;
        if (text.Contains(" = -1 ", StringComparison.Ordinal))
            Refused++;
        else
            Outside.Add(text);
    }

    private bool IsAllowed(string path, string text)
    {
        if (!text.StartsWith("open", StringComparison.Ordinal) || path.Contains("..", StringComparison.Ordinal))
            return false;
        var isGiven = path.StartsWith(_given, StringComparison.Ordinal) && text.Contains("O_RDONLY", StringComparison.Ordinal);
        if (!isGiven && !Allowed.Any(folder => path.StartsWith(folder, StringComparison.Ordinal)))
            return false;
        if (text.Contains(" = -1 ", StringComparison.Ordinal))
            return true;
        Opens++;
        GivenOpens += isGiven ? 1 : 0;
        return true;
    }

    // The end of a killed process may come without its name.
    [GeneratedRegex(@"^(?<pid>\d+)(?:<(?<comm>[^>]*)>)? (?<text>.*)$")]
    private static partial Regex Line();

    [GeneratedRegex("""^execve\("[^"]*/(?:ffmpeg|ffprobe)",""")]
    private static partial Regex Program();

    // The threads of the programs, as FFmpeg names those.
    [GeneratedRegex(@"^(?:ffmpeg|ffprobe|av:|dmx|dec\d|enc|mux|[va]f#)")]
    private static partial Regex Thread();

    [GeneratedRegex("\"((?:[^\"\\\\]|\\\\.)*)\"")]
    private static partial Regex Quoted();
}
