using System.Text.Json;
using Triad.Client;

namespace Triad.Benchmarks.Crash;

/// <summary>
/// Looks at everything after a restart, with no load: what was acknowledged is there and whole, and nothing else is. It also settles what a kill left
/// open: an upload or deletion without an answer has happened or has not, and stays so.
/// </summary>
internal sealed class CrashCheck(CrashSession session, CrashLedger ledger, CrashReporter reporter)
{
    private const int LastOnes = 3;

    private static readonly string[][] Representations = [[], ["v"], ["a"]];

    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await Task.WhenAll(ledger.Tenants.Keys.Select(tenant => CheckTenantAsync(tenant, cancellationToken)));
        await CheckKeysAsync(cancellationToken);
        foreach (var tenant in ledger.LastOnboarded(LastOnes))
            await ExpectAsync(() => session.Operator.Tenants.GetAsync(tenant, cancellationToken), $"tenant {tenant}");
        ledger.Append(new JournalLine(JournalKind.Check));
    }

    private async Task CheckTenantAsync(string tenant, CancellationToken cancellationToken)
    {
        var client = session.Of(tenant);
        var listed = new Dictionary<int, Video>();
        var deleted = ledger.DeletedNumbers();
        await foreach (var video in client.Library.ListAsync(cancellationToken: cancellationToken))
        {
            var number = HitRules.NumberOf(video.Metadata);
            var what = $"listed: {tenant}/{video.Id}, upload {number}, {video.State}";
            if (!listed.TryAdd(number, video))
                reporter.Find(FindingKind.Duplicate, what);
            HitRules.CheckOrigin(ledger.Find(number), tenant, video.Id, deleted, what, reporter);
        }

        foreach (var record in ledger.Current(tenant))
            await SettleAsync(record, listed.GetValueOrDefault(record.Number), client, cancellationToken);
        foreach (var (number, video) in listed.Where(pair => pair.Value.State == VideoState.Ready))
            await CheckSegmentsAsync(number, video, client, cancellationToken);
        foreach (var representations in Representations)
            await CheckSearchAsync(tenant, listed, client, representations, cancellationToken);
    }

    private async Task SettleAsync(VideoRecord record, Video? listed, TriadClient client, CancellationToken cancellationToken)
    {
        switch (record.State)
        {
            case VideoRecordState.Stored when listed is null:
                reporter.Find(FindingKind.Lost, $"not listed: {record}");
                break;
            case VideoRecordState.Stored when listed.State is VideoState.Failed or VideoState.Deleting:
                reporter.Find(FindingKind.Lost, $"{listed.State}, {listed.Failure?.Reason} {listed.Failure?.Message}: {record}");
                break;
            case VideoRecordState.Uploading when listed is null:
                if (await ExistsAsync(record, client, cancellationToken))
                    reporter.Find(FindingKind.Lost, $"there, but not listed: {record}");
                ledger.Append(new JournalLine(JournalKind.SeenAbsent) { Number = record.Number });
                break;
            case VideoRecordState.Uploading:
                ledger.Append(new JournalLine(JournalKind.SeenStored) { Number = record.Number });
                break;
            case VideoRecordState.Deleting when listed is null:
                ledger.Append(new JournalLine(JournalKind.SeenDeleted) { Number = record.Number });
                break;
            case VideoRecordState.Deleting when listed.State != VideoState.Deleting:
                ledger.Append(new JournalLine(JournalKind.SeenKept) { Number = record.Number });
                break;
        }
    }

    private async Task CheckSegmentsAsync(int number, Video video, TriadClient client, CancellationToken cancellationToken)
    {
        if (ledger.Find(number) is not { State: VideoRecordState.Stored } record || !ledger.Clips.TryGetValue(record.Clip, out var expected))
            return;
        var segments = await client.Library.SegmentsAsync(video.Id, cancellationToken).ToListAsync(cancellationToken);
        var found = JsonSerializer.Serialize(segments);
        if (found == expected)
            return;
        var isDouble = segments.DistinctBy(segment => segment.Index).Count() != segments.Count
            || segments.DistinctBy(segment => segment.Span).Count() != segments.Count;
        reporter.Find(isDouble ? FindingKind.Duplicate : FindingKind.Lost, $"segments of {record}: {found} instead of {expected}");
    }

    private async Task CheckSearchAsync(
        string tenant, Dictionary<int, Video> listed, TriadClient client, string[] representations, CancellationToken cancellationToken)
    {
        var deleted = ledger.DeletedNumbers();
        var options = new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 1000, Representations = representations };
        var hits = await client.Search.AllAsync("a red ball", options, cancellationToken).ToListAsync(cancellationToken);
        HitRules.Check(hits, tenant, ledger, deleted, reporter);
        if (representations.Length > 0)
            return;
        var found = hits.CountBy(hit => HitRules.NumberOf(hit.Metadata)).ToDictionary();
        foreach (var (number, video) in listed.Where(pair => pair.Value.State == VideoState.Ready))
        {
            if (found.GetValueOrDefault(number) != video.SegmentCount && ledger.Find(number) is { State: VideoRecordState.Stored } record)
                reporter.Find(FindingKind.Lost, $"{found.GetValueOrDefault(number)} of {video.SegmentCount} segments are found by a search: {record}");
        }
    }

    private async Task CheckKeysAsync(CancellationToken cancellationToken)
    {
        foreach (var (id, secret) in ledger.LastKeys(LastOnes))
        {
            using var client = session.Connect(secret);
            await ExpectAsync(() => client.Library.GetAsync("nowhere", cancellationToken), $"key {id}", "VIDEO_NOT_FOUND");
        }

        foreach (var secret in ledger.LastRevoked(LastOnes))
        {
            using var client = session.Connect(secret);
            await ExpectAsync(() => client.Library.GetAsync("nowhere", cancellationToken), "revocation of a key", "KEY_INVALID");
        }
    }

    /// <summary>Makes a call that must end well, or be refused for one reason.</summary>
    private async Task ExpectAsync(Func<Task> call, string what, string? reason = null)
    {
        try
        {
            await call();
            if (reason is not null)
                reporter.Find(FindingKind.Resurrected, $"{what}: the call was not refused");
        }
        catch (TriadException refused) when (refused.Reason == reason)
        {
            // As it should be.
        }
        catch (TriadException refused) when (refused.Reason is "KEY_INVALID" or "TENANT_NOT_FOUND" or "VIDEO_NOT_FOUND")
        {
            reporter.Find(FindingKind.Lost, $"{what}: {refused.Reason}");
        }
    }

    /// <summary>An earlier video of the id may still be on its way out: its deletion was not acknowledged, and goes on.</summary>
    private static async Task<bool> ExistsAsync(VideoRecord record, TriadClient client, CancellationToken cancellationToken)
    {
        try
        {
            return HitRules.NumberOf((await client.Library.GetAsync(record.Id, cancellationToken)).Metadata) == record.Number;
        }
        catch (TriadException refused) when (refused.Reason == "VIDEO_NOT_FOUND")
        {
            return false;
        }
    }
}
