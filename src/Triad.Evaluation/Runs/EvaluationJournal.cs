using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Triad.Evaluation.Retrieval;

namespace Triad.Evaluation.Runs;

/// <summary>
/// What a run has done so far, one JSON object a line, written as it happens: a run that was killed goes on after the last whole line.
/// Without a folder nothing is kept.
/// </summary>
internal sealed class EvaluationJournal : IDisposable
{
    public const string FileName = "journal.jsonl";

    private static readonly JsonSerializerOptions Format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    private readonly ConcurrentDictionary<string, string?> _videos = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(string Direction, int Query), QueryOutcome> _answers = new();
    private readonly Lock _gate = new();
    private readonly FileStream? _file;

    private EvaluationJournal(FileStream? file) => _file = file;

    /// <summary>The tenant that holds the pool; null before there is one.</summary>
    public string? Tenant { get; private set; }

    /// <summary>Videos that were put in or refused, and queries that were answered.</summary>
    public int Count => _videos.Count + _answers.Count;

    /// <summary>Opens the journal of a folder.</summary>
    /// <param name="folder">The folder; null keeps nothing.</param>
    /// <param name="plan">A hash of what is measured: another plan's journal is refused.</param>
    /// <param name="resume">Whether a journal that is there already goes on.</param>
    public static EvaluationJournal Open(string? folder, string plan, bool resume)
    {
        if (folder is null)
            return new EvaluationJournal(null);
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        if (File.Exists(path) && new FileInfo(path).Length > 0 && !resume)
            throw EvaluationException.WrongUse("--work", folder, "It holds a run: add --resume, or name another folder");

        // Nobody else may write here meanwhile.
        var file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        var journal = new EvaluationJournal(file);
        try
        {
            if (!journal.Load(path, plan))
                journal.Write(new JournalEntry { Plan = plan });
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Whether a video needs no more: it is stored, or was refused.</summary>
    public bool IsSettled(string video) => _videos.ContainsKey(video);

    /// <summary>Why a video could not be put in; null where it could, or was not tried.</summary>
    public string? RefusalOf(string video) => _videos.GetValueOrDefault(video);

    public QueryOutcome? OutcomeOf(string direction, int query) => _answers.GetValueOrDefault((direction, query));

    public void Opened(string tenant) => Write(new JournalEntry { Tenant = tenant });

    public void Stored(string video) => Write(new JournalEntry { Stored = video });

    public void Refused(string video, string reason) => Write(new JournalEntry { Refused = video, Reason = reason });

    public void Answered(string direction, int query, QueryOutcome outcome) =>
        Write(new JournalEntry { Asked = direction, Query = query, Outcome = outcome });

    public void Dispose() => _file?.Dispose();

    private void Write(JournalEntry entry)
    {
        Apply(entry);
        if (_file is null)
            return;
        var line = Encoding.UTF8.GetBytes(JsonSerializer.Serialize(entry, Format) + "\n");
        lock (_gate)
        {
            _file.Write(line);
            _file.Flush();
        }
    }

    private void Apply(JournalEntry entry)
    {
        Tenant = entry.Tenant ?? Tenant;
        if (entry.Stored is { } stored)
            _videos[stored] = null;
        if (entry.Refused is { } refused)
            _videos[refused] = entry.Reason ?? string.Empty;
        if (entry is { Asked: { } direction, Outcome: { } outcome })
            _answers[(direction, entry.Query)] = outcome;
    }

    /// <summary>False where there is nothing yet.</summary>
    private bool Load(string path, string plan)
    {
        var bytes = new byte[_file!.Length];
        _file.ReadExactly(bytes);
        var (start, number) = (0, 0);
        while (bytes.AsSpan(start).IndexOf((byte)'\n') is var length and >= 0)
        {
            number++;
            var entry = Parse(path, number, bytes.AsSpan(start, length));
            if (number == 1 && entry.Plan != plan)
            {
                throw EvaluationException.WrongUse(
                    "--work", Path.GetDirectoryName(path), "Its run measures something else (data set, directions, package or mode): repeat its options, or name another folder");
            }

            Apply(entry);
            start += length + 1;
        }

        // A line that a kill cut off.
        _file.SetLength(start);
        _file.Position = start;
        return number > 0;
    }

    private static JournalEntry Parse(string path, int number, ReadOnlySpan<byte> line)
    {
        try
        {
            if (JsonSerializer.Deserialize<JournalEntry>(line, Format) is { } entry)
                return entry;
        }
        catch (JsonException)
        {
            // Said below.
        }

        throw new EvaluationException($"{path}, line {number} is no line of a journal") { Remedy = "Start anew in another folder" };
    }
}
