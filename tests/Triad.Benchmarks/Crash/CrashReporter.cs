using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace Triad.Benchmarks.Crash;

/// <summary>Tells a person what happens, on standard error.</summary>
internal sealed class CrashReporter(CrashLedger ledger, TextWriter output)
{
    private const int KillsOfALine = 10;

    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly int _killsBefore = ledger.Kills;
    private readonly ConcurrentDictionary<string, int> _refusals = [];

    /// <summary>What a run that found nothing wrong has not.</summary>
    public bool HasFindings => Enum.GetValues<FindingKind>().Any(kind => ledger.CountOf(kind) > 0);

    public void Say(string line) => output.WriteLine(line);

    public void Find(FindingKind kind, string what)
    {
        if (ledger.Find(kind, what))
            Say($"{kind.ToString().ToUpperInvariant()} after {ledger.Kills} kills: {what}");
    }

    /// <summary>A refusal that a restart can explain, such as UNAVAILABLE; counted for people only.</summary>
    public void Refused(string reason) => _refusals.AddOrUpdate(reason, 1, static (_, count) => count + 1);

    public void Killed(int kills)
    {
        if (ledger.Kills % KillsOfALine != 0 && ledger.Kills != kills)
            return;
        var seconds = Stopwatch.GetElapsedTime(_start).TotalSeconds / Math.Max(1, ledger.Kills - _killsBefore);
        var counts = Enum.GetValues<FindingKind>().Select(kind => $"{kind.ToString().ToLowerInvariant()} {ledger.CountOf(kind)}");
        Say(string.Create(
            CultureInfo.InvariantCulture,
            $"kill {ledger.Kills} of {kills}: {ledger.Acknowledged} acknowledged, {ledger.Checks} checks, {string.Join(", ", counts)}; {seconds:0.00} s a kill"));
    }

    public void Finished()
    {
        if (!_refusals.IsEmpty)
            Say($"refusals: {string.Join(", ", _refusals.OrderBy(pair => pair.Key).Select(pair => $"{pair.Key} {pair.Value}"))}");
    }
}
