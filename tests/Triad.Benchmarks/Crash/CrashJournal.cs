using System.Text;
using System.Text.Json;

namespace Triad.Benchmarks.Crash;

/// <summary>What the run did and learnt, a JSON object a line, so that an interrupted run can go on.</summary>
internal sealed class CrashJournal : IDisposable
{
    private readonly FileStream _file;

    private CrashJournal(FileStream file, IReadOnlyList<JournalLine> past) => (_file, Past) = (file, past);

    /// <summary>What earlier runs left.</summary>
    public IReadOnlyList<JournalLine> Past { get; }

    /// <summary>Opens a journal; a last line that was cut short counts for nothing.</summary>
    public static CrashJournal Open(string path)
    {
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var content = new byte[file.Length];
        file.ReadExactly(content);
        var whole = content.AsSpan().LastIndexOf((byte)'\n') + 1;
        file.SetLength(whole);
        file.Position = whole;
        var lines = Encoding.UTF8.GetString(content, 0, whole).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        return new CrashJournal(file, [.. lines.Select(line => JsonSerializer.Deserialize<JournalLine>(line)!)]);
    }

    public void Append(JournalLine line)
    {
        _file.Write([.. JsonSerializer.SerializeToUtf8Bytes(line), (byte)'\n']);
        _file.Flush();
    }

    public void Dispose() => _file.Dispose();
}
