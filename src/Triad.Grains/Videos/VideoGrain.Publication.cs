using System.Collections.Immutable;
using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions.Usage;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <content>What follows a commit: a generation is published and billed, and the other side is worked on.</content>
internal sealed partial class VideoGrain
{
    public Task<Result<ImmutableArray<UsageEntry>>> UsageAsync(CancellationToken cancellationToken) =>
        Task.FromResult<Result<ImmutableArray<UsageEntry>>>(
            Lives
                ? VideoUsage.ReadyEventsOf(_key, Current).Select(UsageEntry.Of).ToImmutableArray()
                : VideoMapper.NotFound(_key));

    private async Task<Result> PublishAsync(CancellationToken cancellationToken)
    {
        // Before searches see it: while it was written, the video may have got newer metadata.
        var version = Current.MetadataVersion;
        if (AtWork.LiveMetadata < version)
        {
            var told = await _effects.SetMetadataAsync(AtWork.Shard, AtWork, cancellationToken);
            if (!told.IsOk)
                return told.Error;
        }

        var published = await _effects.PublishAsync(AtWork, cancellationToken);
        if (!published.IsOk)
            return published.Error;

        // Before it is ready, after which nobody would tell it again; what is told twice counts once.
        var billed = await _effects.RecordUsageAsync(AtWork, cancellationToken);
        if (!billed.IsOk)
            return billed;
        await WriteAtWorkAsync(
            AtWork with { Status = VideoStatus.Ready, Sequence = published.Value, ReplacedGeneration = 0, Attempt = 0, LiveMetadata = version },
            cancellationToken);
        return await GoOnAsync(cancellationToken);
    }

    /// <summary>After one side: has the other one worked on too. Where that is cut short, the walk through the library finds it.</summary>
    private async Task<Result> GoOnAsync(CancellationToken cancellationToken)
    {
        if (VideoRules.IsUnfinished(Current.Status))
            return await _effects.EnqueueAsync(IngestPriority.Normal, cancellationToken);
        if (!VideoSides.HasWork(Current))
            return await SettleAsync(cancellationToken);
        var told = await TellAsync(cancellationToken);
        return told.IsOk ? await _effects.EnqueueAsync(IngestPriority.Bulk, cancellationToken) : told;
    }

    /// <summary>The end of all work: who wants to know has been told before nothing reminds of it any more.</summary>
    private async Task<Result> SettleAsync(CancellationToken cancellationToken)
    {
        var told = await TellAsync(cancellationToken);
        if (told.IsOk)
            await EndSafetyNetAsync();
        return told;
    }

    /// <summary>
    /// Has the tenant's webhooks told what the durable state says: after the write of it, and again by whoever finds it so after a kill. What is told
    /// twice is one event.
    /// </summary>
    private async Task<Result> TellAsync(CancellationToken cancellationToken) =>
        VideoNews.Of(_key, Current) is { } news ? await _effects.TellAsync(news, cancellationToken) : Result.Ok;
}
