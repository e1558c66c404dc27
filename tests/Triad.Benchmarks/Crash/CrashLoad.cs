using Triad.Client;

namespace Triad.Benchmarks.Crash;

/// <summary>
/// Callers that upload, delete, search, wait and make keys, each the next as soon as the last has answered. What is about to be tried is journalled
/// before, what was acknowledged after the answer.
/// </summary>
internal sealed class CrashLoad(CrashSession session, CrashLedger ledger, IReadOnlyList<CrashClip> clips, CrashReporter reporter, int seed)
{
    private const int Callers = 4;
    private const int MostVideosOfATenant = 7;
    private const int FewestVideosOfATenant = 3;

    private volatile bool _isEnding;

    /// <summary>The kill is about to come: no failure from here on is a finding.</summary>
    public void Ending() => _isEnding = true;

    /// <summary>Runs until the server is gone.</summary>
    public Task RunAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(Enumerable.Range(0, Callers).Select(caller => CallAsync(new Random(unchecked((seed * 31) + caller)), cancellationToken)));

    private async Task CallAsync(Random random, CancellationToken cancellationToken)
    {
        while (!_isEnding)
        {
            try
            {
                await OneAsync(random, cancellationToken);
            }
            catch (OperationCanceledException) when (_isEnding)
            {
                return;
            }
            catch (TriadException failure) when (!_isEnding)
            {
                if (failure.IsDeadline || failure.Reason is "UNAVAILABLE" or "TIMED_OUT" or "VIDEO_STATE_CONFLICT" or "QUEUE_FULL")
                    reporter.Refused(failure.Reason);
                else
                    reporter.Find(FindingKind.Fault, $"{failure.Reason} ({failure.StatusCode}): {failure.Message}");
            }
            catch (TriadException)
            {
                return; // The kill cut it off.
            }
        }
    }

    private Task OneAsync(Random random, CancellationToken cancellationToken)
    {
        var tenant = ledger.Tenants.Keys.Order(StringComparer.Ordinal).ElementAt(random.Next(ledger.Tenants.Count));
        return random.Next(100) switch
        {
            < 28 => UploadAsync(tenant, random, cancellationToken),
            < 32 => RepeatAsync(VideoRecordState.Absent, tenant, random, cancellationToken),
            < 34 => RepeatAsync(VideoRecordState.Stored, tenant, random, cancellationToken),
            < 54 => DeleteAsync(tenant, random, cancellationToken),
            < 74 => AwaitAsync(tenant, random, cancellationToken),
            < 97 => SearchAsync(tenant, random, cancellationToken),
            < 99 => KeyAsync(tenant, random, cancellationToken),
            _ => OnboardAsync(cancellationToken),
        };
    }

    private async Task UploadAsync(string tenant, Random random, CancellationToken cancellationToken)
    {
        if (ledger.CountLive(tenant) >= MostVideosOfATenant)
            return;
        var video = ledger.BeginUpload(tenant, random.Next(clips.Count), random, reuse: random.Next(100) < 40);
        await SendAsync(video, cancellationToken);
        ledger.Append(new JournalLine(JournalKind.Stored) { Number = video.Number });
        ledger.Release(video);
    }

    /// <summary>A client that did not hear the answer, or heard it and asks again: the same request, which is one upload.</summary>
    private async Task RepeatAsync(VideoRecordState state, string tenant, Random random, CancellationToken cancellationToken)
    {
        if (ledger.Take(video => video.Tenant == tenant && video.State == state, random, null) is not { } old)
            return;
        var video = old;
        if (state == VideoRecordState.Absent)
        {
            ledger.Append(new JournalLine(JournalKind.Upload) { Number = old.Number, Tenant = tenant, Id = old.Id, Clip = old.Clip });
            video = ledger.Find(old.Number)!;
            video.IsBusy = true;
        }

        await SendAsync(video, cancellationToken);
        if (state == VideoRecordState.Absent)
            ledger.Append(new JournalLine(JournalKind.Stored) { Number = video.Number });
        ledger.Release(video);
    }

    private async Task SendAsync(VideoRecord video, CancellationToken cancellationToken)
    {
        var answer = await UploadAsync(session.Of(video.Tenant), video, clips[video.Clip], cancellationToken);
        if (answer.Id != video.Id || HitRules.NumberOf(answer.Metadata) != video.Number)
            reporter.Find(FindingKind.Phantom, $"the upload of {video} was answered with {answer.Id}, upload {HitRules.NumberOf(answer.Metadata)}");
    }

    /// <summary>Uploads what a record says.</summary>
    public static async Task<Video> UploadAsync(TriadClient client, VideoRecord video, CrashClip clip, CancellationToken cancellationToken)
    {
        using var content = new MemoryStream(clip.Content, writable: false);
        var options = new UploadOptions
        {
            VideoId = video.Id,
            Name = $"clip-{clip.Number}.mp4",
            RequestId = video.RequestId,
            SegmentLength = TimeSpan.FromSeconds(1),
            Metadata = new Dictionary<string, MetadataValue> { [HitRules.Number] = (double)video.Number },
            Captions = clip.Captions is { } captions ? new Captions(captions) : null,
        };
        return await client.Library.UploadAsync(content, options, cancellationToken);
    }

    private async Task DeleteAsync(string tenant, Random random, CancellationToken cancellationToken)
    {
        if (ledger.CountLive(tenant) <= FewestVideosOfATenant
            || ledger.Take(video => video.Tenant == tenant && video.State == VideoRecordState.Stored, random, JournalKind.Delete) is not { } video)
            return;
        await session.Of(tenant).Library.DeleteAsync(video.Id, cancellationToken: cancellationToken);
        ledger.Append(new JournalLine(JournalKind.Deleted) { Number = video.Number });
        ledger.Release(video);
    }

    /// <summary>Waits until a video is ready, then asks for what it has written: it must be found.</summary>
    private async Task AwaitAsync(string tenant, Random random, CancellationToken cancellationToken)
    {
        if (ledger.Take(video => video.Tenant == tenant && video.State == VideoRecordState.Stored, random, null) is not { } video)
            return;
        var ready = await session.Of(tenant).Library.WaitAsync(video.Id, null, cancellationToken);
        var hits = await FindAsync(tenant, "a blue square", ready.Watermark, cancellationToken);
        if (hits.Count(hit => HitRules.NumberOf(hit.Metadata) == video.Number) != ready.SegmentCount)
            reporter.Find(FindingKind.Lost, $"not found in whole behind its watermark: {video}");
        ledger.Release(video);
    }

    private Task SearchAsync(string tenant, Random random, CancellationToken cancellationToken) =>
        FindAsync(tenant, random.Next(2) == 0 ? "a red ball" : "a loud tone", null, cancellationToken);

    private async Task<IReadOnlyList<SearchHit>> FindAsync(string tenant, string text, string? watermark, CancellationToken cancellationToken)
    {
        var deleted = ledger.DeletedNumbers();
        var options = new SearchOptions { GroupBy = ResultGrouping.Segment, Limit = 1000, WaitFor = watermark };
        var page = await session.Of(tenant).Search.QueryAsync(text, options, cancellationToken);
        HitRules.Check(page.Hits, tenant, ledger, deleted, reporter);
        return page.Hits;
    }

    private async Task KeyAsync(string tenant, Random random, CancellationToken cancellationToken)
    {
        if (random.Next(2) == 0 && ledger.LastKeys(1) is [var (id, secret)])
        {
            ledger.Append(new JournalLine(JournalKind.Revoke) { Id = id });
            await session.Operator.Tenants.RevokeKeyAsync(id, cancellationToken);
            ledger.Append(new JournalLine(JournalKind.Revoked) { Id = id, Text = secret });
            return;
        }

        var made = await session.Operator.Tenants.CreateKeyAsync(tenant, [KeyScope.Search], cancellationToken: cancellationToken);
        ledger.Append(new JournalLine(JournalKind.Key) { Tenant = tenant, Id = made.Info.Id, Text = made.Key });
    }

    private async Task OnboardAsync(CancellationToken cancellationToken)
    {
        var id = $"more-{Guid.NewGuid():n}"[..20];
        await session.Operator.Tenants.CreateAsync(id, null, cancellationToken);
        ledger.Append(new JournalLine(JournalKind.Onboarded) { Tenant = id });
    }
}
