using System.Globalization;
using System.Text.RegularExpressions;

namespace Triad.Resilience.Tests.Durability;

/// <summary>Reads what <c>strace -f</c> wrote: calls that other threads interrupted are put together again.</summary>
internal static partial class SystemCallTrace
{
    private const string Unfinished = " <unfinished ...>";

    /// <summary>The command that a process is started through to be traced: file operations with their bytes, and what goes to sockets.</summary>
    public static string[] Command(string output) =>
    [
        "strace", "-f", "-qq", "-y", "-x", "-s", "16777216", "--seccomp-bpf", "-e", "signal=none", "-e",
        "trace=openat,open,creat,lseek,write,pwrite64,writev,pwritev,pwritev2,ftruncate,truncate,fallocate,fsync,fdatasync,sync_file_range,rename,"
        + "renameat,renameat2,unlink,unlinkat,link,linkat,mkdir,mkdirat,rmdir,copy_file_range,sendfile,sendmsg,sendto",
        "-o", output,
    ];

    /// <summary>The calls that ended, in the order of their ends.</summary>
    public static IReadOnlyList<SystemCall> Read(string path)
    {
        var begun = new Dictionary<string, (int Line, string Text)>();
        var calls = new List<SystemCall>();
        var number = -1;
        foreach (var line in File.ReadLines(path))
        {
            number++;
            var space = line.IndexOf(' ', StringComparison.Ordinal);
            var (thread, text) = (line[..Math.Max(0, space)], line[(space + 1)..].TrimStart());
            if (text.EndsWith(Unfinished, StringComparison.Ordinal))
            {
                begun[thread] = (number, text[..^Unfinished.Length]);
                continue;
            }

            var start = number;
            if (Resumed().Match(text) is { Success: true } resumed)
            {
                if (!begun.Remove(thread, out var first))
                    continue;
                (start, text) = (first.Line, first.Text + text[resumed.Length..]);
            }

            if (Call().Match(text) is { Success: true } call)
                calls.Add(Make(start, number, text, call));
        }

        return calls;
    }

    private static SystemCall Make(int start, int end, string text, Match call)
    {
        var equals = text.LastIndexOf(" = ", StringComparison.Ordinal);
        var close = text.LastIndexOf(')', equals);
        var result = text[(equals + " = ".Length)..];
        var number = Number().Match(result).Value;
        return new SystemCall(
            start, end, call.Groups[1].Value, text[call.Length..close], number.Length == 0 ? -1 : long.Parse(number, CultureInfo.InvariantCulture), result);
    }

    [GeneratedRegex(@"^([a-z0-9_]+)\((?=.* = )", RegexOptions.Singleline)]
    private static partial Regex Call();

    [GeneratedRegex(@"^<\.\.\. [a-z0-9_]+ resumed>")]
    private static partial Regex Resumed();

    [GeneratedRegex(@"^-?\d+")]
    private static partial Regex Number();
}
