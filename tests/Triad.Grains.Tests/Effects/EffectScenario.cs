using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Usage;
using Triad.Grains.Abstractions;
using Triad.Grains.Abstractions.Catalogs;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;
using Triad.Testing.Embedding;
using static Triad.Grains.Tests.Platform;

namespace Triad.Grains.Tests.Effects;

/// <summary>
/// What a tenant does: an upload that becomes ready, one that cannot be decoded, a deletion, and the id again with other content. Its client asks again
/// whatever goes wrong, as clients do.
/// </summary>
internal sealed class EffectScenario(EffectFixture fixture, string tenant)
{
    private const int MaxTries = 50;

    /// <summary>Runs to rest. Returns what is there in the end, a line each.</summary>
    public async Task<string[]> RunAsync()
    {
        await UploadAsync("car", "2 red car");
        await UploadAsync("bad", "bad file");
        await WaitAsync("car", VideoStatus.Ready);
        await WaitAsync("bad", VideoStatus.Failed);
        await RestAsync();
        await DeleteAsync("car");
        await RestAsync();
        await UploadAsync("car", "1 blue car");
        await WaitAsync("car", VideoStatus.Ready);
        await RestAsync();
        return await DescribeAsync();
    }

    private Platform Platform => fixture.Platform;

    private Task UploadAsync(string video, string script) => InsistAsync(() => Platform.UploadAsync(tenant, video, script, requestId: script), video);

    // Not there any more: an earlier try has deleted it, and only its answer was lost.
    private Task DeleteAsync(string video) => InsistAsync(
        async () =>
        {
            var deleted = await Platform.Video(tenant, video).DeleteAsync(default);
            return deleted.Error?.Reason == ErrorReason.VideoNotFound ? Result.Ok : deleted;
        },
        video);

    private async Task InsistAsync<T>(Func<Task<T>> call, string what)
    {
        for (var attempt = 0; attempt < MaxTries; attempt++)
        {
            try
            {
                if (ErrorOf(await call()) is null)
                    return;
            }
            catch (Exception failure) when (failure is TimeoutException or StorageException or InvalidOperationException or Orleans.Runtime.OrleansException)
            {
                // The outcome is not known: asked again.
            }
        }

        Assert.Fail($"{tenant}/{what} did not succeed in {MaxTries} tries.");
    }

    private static Error? ErrorOf<T>(T reply) => reply switch
    {
        Result plain => plain.Error,
        Result<VideoSnapshot> snapshot => snapshot.Error,
        _ => null,
    };

    private async Task WaitAsync(string video, VideoStatus wanted)
    {
        var seen = await Platform.WaitAsync(tenant, video, VideoStatus.Ready, VideoStatus.Failed);
        Assert.True(seen.Status == wanted, $"{video} is {seen.Status}, not {wanted}: {seen.Failure}");
    }

    private Task RestAsync() => fixture.WaitForRestAsync(tenant);

    private async Task<string[]> DescribeAsync()
    {
        var lines = new List<string>();
        for (var bucket = 0; bucket < CatalogKey.Buckets; bucket++)
        {
            var key = new CatalogKey(TenantId.From(tenant), bucket);
            foreach (var entry in Value(await Platform.Grains.Catalog(key).ListAsync(null, 100, default)))
                lines.Add($"listed {entry.VideoId}");
        }

        foreach (var id in new[] { "bad", "car" })
        {
            var video = Value(await Platform.Video(tenant, id).GetAsync(default));
            lines.Add($"{id} {video.Status} {video.Failure?.Reason} {video.SegmentCount} segments, generation {video.Generation}");
            var segments = Value(await Platform.Video(tenant, id).SegmentsAsync(0, 100, default));
            lines.AddRange(segments.Select(segment => $"{id} segment {segment.Index} {segment.Start} {segment.End} {segment.Mask}"));
            var media = (await Platform.Media.ListAsync(TenantId.From(tenant), VideoId.From(id), default)).Value;
            lines.AddRange(media.Select(blob => $"{id} blob {blob.Key} {blob.Value}"));
        }

        var use = Value(await Platform.Quota(tenant).UseAsync(default));
        lines.Add($"{use.Videos} videos of {use.StoredBytes} bytes and {use.MediaSeconds} s");
        lines.AddRange(await UsageAsync());
        lines.AddRange(await VectorsAsync());
        lines.Add($"{fixture.Written.CountHidden(tenant)} hidden generations");
        return [.. lines.Order(StringComparer.Ordinal)];
    }

    /// <summary>The sums of the ledger, and how many deletions are noted: each thing once, whatever went wrong.</summary>
    private async Task<IEnumerable<string>> UsageAsync()
    {
        var ledger = Platform.Grains.UsageLedger(TenantId.From(tenant));
        var now = TimeProvider.System.GetUtcNow();
        var query = new UsageQuery(
            UsageHour.Of(now).Start.AddDays(-1), UsageHour.Of(now).End.AddDays(1), UsageStep.Month, [UsageKinds.IngestedSeconds.Name], UsageDimensions.None, null, 100);
        var page = Value(await ledger.QueryAsync(query, default));
        var stored = Value(await ledger.StoredAsync(default));
        return page.Amounts.Select(amount => $"used {amount.Amount} {amount.Place.Kind} in {amount.Events} events").Append($"{stored.Gone.Length} deletions noted");
    }

    /// <summary>All rows of the index, also those that searches would leave out.</summary>
    private async Task<IEnumerable<string>> VectorsAsync()
    {
        var model = new HashEmbedder().Model;
        var vector = new float[model.Dimension];
        vector[0] = 1;
        var query = new VectorQuery(
            new ShardId(TenantId.From(tenant), 0),
            model.Space,
            [.. model.RepresentationsOf(Core.Modality.Modalities.All).Select(name => new QueryLeg(name, vector))],
            Filter.Everything,
            [],
            HitGrouping.Segment,
            1000);
        var found = await (await fixture.ReaderOfAsync(query.Shard)).SearchAsync(query, default);
        return HitRanking.Best(found.Value.Legs, query.Grouping, query.Limit)
            .Select(hit => $"vector {hit.Subject.Video} generation {hit.Generation} segment {hit.Segment} {hit.Score:0.0000}");
    }
}
