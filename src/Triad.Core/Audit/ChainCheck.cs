using System.Globalization;

namespace Triad.Core.Audit;

/// <summary>Looks at one chain, line after line, and remembers no more of it than the last record and what is missing so far.</summary>
internal sealed class ChainCheck(string chain, IEnumerable<AuditHead> heads, bool beginsLater)
{
    private readonly List<AuditFinding> _findings = [];
    private readonly List<AuditHead> _open = [.. heads];
    private readonly List<Gap> _gaps = [];
    private AuditHead? _last;
    private (string Part, long Line) _lastPlace;
    private long _unreadable;

    /// <summary>The part that ends in half a line; null for none.</summary>
    public string? Torn { get; private set; }

    /// <summary>How many records have the right hash.</summary>
    public long Count { get; private set; }

    /// <summary>The last record; null where there is none.</summary>
    public AuditHead? Head => _last;

    private long Expected => _last is null ? 0 : _last.Sequence + 1;

    /// <summary>Takes a line on.</summary>
    public void Take(string part, long number, byte[] line, bool isWhole)
    {
        var record = AuditRecord.Read(line);
        if (record is null && !isWhole)
        {
            Torn = part; // A kill leaves half a line, and nothing after it.
        }
        else if (record is null || record.Chain != chain)
        {
            _unreadable++;
            Add(AuditFault.Changed, (part, number), "the line is not what was written here: its hash is not that of its bytes.");
        }
        else
        {
            Count++;
            Take(record, (part, number));
        }
    }

    /// <summary>What is wrong with the chain as a whole.</summary>
    public IReadOnlyList<AuditFinding> End()
    {
        foreach (var gap in _gaps)
            Add(AuditFault.Removed, gap.Place, string.Create(CultureInfo.InvariantCulture, $"{gap.Words} before this line."));

        // Those that were found in their place are not open any more.
        foreach (var head in _open.Where(head => head.Sequence >= Expected))
            Add(AuditFault.CutOff, (string.Empty, 0), string.Create(CultureInfo.InvariantCulture, $"the chain ends at record {Expected - 1}, and had got to record {head.Sequence}."));
        return _findings;
    }

    private void Take(AuditRecord record, (string Part, long Line) place)
    {
        foreach (var head in _open.Where(head => head.Sequence == record.Sequence && head.Hash != record.Hash))
            Add(AuditFault.CutOff, place, string.Create(CultureInfo.InvariantCulture, $"record {head.Sequence} is another than the one that the chain had: it was written anew."));
        _open.RemoveAll(head => head.Sequence == record.Sequence);
        if (record.Sequence < Expected)
        {
            TakeLate(record.Sequence, place);
            return;
        }

        if (_last is null && beginsLater)
            _open.RemoveAll(head => head.Sequence < record.Sequence);
        else if (record.Sequence == Expected)
            CheckLink(record, place);
        else if (record.Sequence - Expected > _unreadable)
            _gaps.Add(new Gap(Expected + _unreadable, record.Sequence - 1, place));
        (_last, _lastPlace, _unreadable) = (new AuditHead(chain, record.Sequence, record.Hash), place, 0);
    }

    private void TakeLate(long sequence, (string Part, long Line) place)
    {
        var at = _gaps.FindIndex(gap => gap.From <= sequence && sequence <= gap.To);
        if (at < 0)
        {
            Add(AuditFault.Repeated, place, string.Create(CultureInfo.InvariantCulture, $"record {sequence} stands here again."));
            return;
        }

        Add(AuditFault.Reordered, place, string.Create(CultureInfo.InvariantCulture, $"record {sequence} stands after record {Expected - 1}."));
        var gap = _gaps[at];
        _gaps.RemoveAt(at);
        if (sequence < gap.To)
            _gaps.Insert(at, gap with { From = sequence + 1 });
        if (gap.From < sequence)
            _gaps.Insert(at, gap with { To = sequence - 1 });
    }

    private void CheckLink(AuditRecord record, (string Part, long Line) place)
    {
        if (record.Previous == (_last?.Hash ?? AuditChain.NoHash))
            return;
        Add(
            AuditFault.Changed,
            _last is null ? place : _lastPlace,
            _last is null
                ? "the first record says that there was one before it."
                : string.Create(CultureInfo.InvariantCulture, $"record {_last.Sequence} is another than the one to which record {record.Sequence} was chained."));
    }

    private void Add(AuditFault fault, (string Part, long Line) place, string message) => _findings.Add(new AuditFinding(
        fault,
        chain,
        place.Part,
        place.Line,
        place.Part.Length == 0 ? $"{chain}: {message}" : string.Create(CultureInfo.InvariantCulture, $"{place.Part}, line {place.Line}: {message}")));

    private sealed record Gap(long From, long To, (string Part, long Line) Place)
    {
        public string Words => From == To ? $"record {From} is missing" : $"records {From} to {To} are missing";
    }
}
