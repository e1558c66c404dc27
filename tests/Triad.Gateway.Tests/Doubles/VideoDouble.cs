using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Identity;
using Triad.Core.Modality;
using Triad.Grains.Abstractions.Erasure;
using Triad.Grains.Abstractions.Ingest;
using Triad.Grains.Abstractions.Retention;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Tests.Doubles;

internal sealed class VideoDouble(GrainWorld world, string key) : IVideoGrain
{
    private Error NotFound => VideoErrors.NotFound(VideoId.From(key[(key.IndexOf('/') + 1)..]));

    public Task<Result<VideoSnapshot>> CreateAsync(CreateVideo request, CancellationToken cancellationToken)
    {
        if (world.CreateRefusal is { } refusal)
            return Task.FromResult<Result<VideoSnapshot>>(refusal);
        var (tenant, id) = (key[..key.IndexOf('/')], key[(key.IndexOf('/') + 1)..]);
        world.AddVideo(tenant, id, VideoStatus.Queued, 0, request.Metadata);
        world.Videos[key] = world.Videos[key] with { Name = request.Name, Length = request.Length, Sha256 = request.Sha256, SourceBlob = request.SourceBlob, Retention = request.Retention };
        return GetAsync(cancellationToken);
    }

    public Task<Result<VideoSnapshot>> GetAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<VideoSnapshot>>(world.GetRefusal is { } refusal ? refusal : world.Videos.TryGetValue(key, out var video) ? video : NotFound);

    public Task<Result<ImmutableArray<UsageEntry>>> UsageAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<UsageEntry>>>(world.Videos.ContainsKey(key) ? world.VideoUsage.GetValueOrDefault(key, []) : NotFound);

    public async Task<Result<VideoSnapshot>> WatchAsync(long seenVersion, CancellationToken cancellationToken)
    {
        var change = world.Changes.GetOrAdd(key, _ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (world.Videos.TryGetValue(key, out var video) && video.Version == seenVersion)
            await change.Task.WaitAsync(cancellationToken);
        return await GetAsync(cancellationToken);
    }

    public Task<Result<ImmutableArray<VideoSegment>>> SegmentsAsync(int from, int limit, CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<VideoSegment>>>(Enumerable.Range(0, world.Videos[key].SegmentCount)
            .Skip(from)
            .Take(limit)
            .Select(i => new VideoSegment(i, TimeSpan.FromSeconds(8 * i), TimeSpan.FromSeconds(8 * (i + 1)), Modalities.All, $"line {i}"))
            .ToImmutableArray());

    public Task<Result<HitTexts>> HitTextsAsync(int generation, ImmutableArray<int> segments, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public Task<Result> DeleteAsync(CancellationToken cancellationToken)
    {
        var deleted = world.Videos.TryRemove(key, out _);
        world.Wake(key);
        return Task.FromResult<Result>(deleted ? Result.Ok : NotFound);
    }

    public async Task<Result<ErasureReceipt>> DeleteByAsync(string requestedBy, CancellationToken cancellationToken)
    {
        var deleted = await DeleteAsync(cancellationToken);
        if (!deleted.IsOk)
            return deleted.Error;
        return world.Receipts[key] = GrainWorld.Receipt(key, requestedBy);
    }

    public Task<Result<ErasureReceipt>> ReceiptAsync(CancellationToken cancellationToken) => Task.FromResult<Result<ErasureReceipt>>(
        world.Receipts.TryGetValue(key, out var receipt)
            ? receipt
            : Error.Of(ErrorReason.ReceiptNotFound, "video_id", key[(key.IndexOf('/') + 1)..], "was not erased", "List the receipts."));

    public Task<Result> ForgetAsync(CancellationToken cancellationToken) => throw new NotSupportedException();
    public Task<Result<VideoSnapshot>> UpdateAsync(UpdateVideo request, CancellationToken cancellationToken)
    {
        if (world.Videos.TryGetValue(key, out var video))
            world.Videos[key] = video with
            {
                Name = request.Name ?? video.Name,
                Retention = request.Retention is { } retention ? retention.To : video.Retention,
                Metadata = request.Metadata ?? video.Metadata,
            };
        return GetAsync(cancellationToken);
    }

    public Task<Result> ConfirmAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<RetentionVerdict>> ExpireAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<VideoAlignment>> AlignAsync(CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IngestPlan>> BeginAsync(string host, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> ReportAsync(IngestProgress progress, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result> CheckpointAsync(IngestCheckpoint checkpoint, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<VideoSnapshot>> CommitAsync(IngestOutcome outcome, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<Result<IngestVerdict>> FailAsync(IngestFailure failure, CancellationToken cancellationToken) => throw new NotSupportedException();
}
