using Triad.Client;

namespace Triad.Benchmarks.Crash;

/// <summary>What is wrong with an answer whatever was asked.</summary>
internal static class HitRules
{
    /// <summary>The key under which a video carries its number.</summary>
    public const string Number = "n";

    public static int NumberOf(IReadOnlyDictionary<string, MetadataValue> metadata) =>
        metadata.TryGetValue(Number, out var value) && value.Value is double number ? (int)number : 0;

    /// <summary>Looks for doubles, for what was never there, and for what had been deleted before the search began.</summary>
    public static void Check(IEnumerable<SearchHit> hits, string tenant, CrashLedger ledger, HashSet<int> deletedBefore, CrashReporter reporter)
    {
        var seen = new HashSet<(string, MediaSpan, string)>();
        foreach (var hit in hits)
        {
            var what = $"{tenant}/{hit.VideoId} segment {hit.SegmentIndex} ({hit.Representation}), upload {NumberOf(hit.Metadata)}";
            if (!seen.Add((hit.VideoId, hit.Span, hit.Representation)))
                reporter.Find(FindingKind.Duplicate, $"found twice by one search: {what}");
            CheckOrigin(ledger.Find(NumberOf(hit.Metadata)), tenant, hit.VideoId, deletedBefore, $"found by a search: {what}", reporter);
        }
    }

    /// <summary>Whether a number may be seen: it was tried under this name, and not deleted before.</summary>
    public static bool CheckOrigin(
        VideoRecord? video, string tenant, string id, HashSet<int> deletedBefore, string what, CrashReporter reporter)
    {
        if (video is null || video.Tenant != tenant || video.Id != id || video.State == VideoRecordState.Absent)
            reporter.Find(FindingKind.Phantom, what);
        else if (deletedBefore.Contains(video.Number))
            reporter.Find(FindingKind.Resurrected, what);
        else
            return true;
        return false;
    }
}
