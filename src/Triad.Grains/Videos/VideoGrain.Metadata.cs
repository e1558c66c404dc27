using Triad.Core.Errors;
using Triad.Core.Ingest;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Grains.Videos;

/// <content>
/// Metadata that change after the upload: first the video has them, then its vectors. What is cut short in between is found by its job; a generation
/// that is being written gets them when it is published.
/// </content>
internal sealed partial class VideoGrain
{
    /// <summary>Has the vectors on both sides get the video's metadata, where they may have older ones.</summary>
    private async Task<Result> TellMetadataAsync(CancellationToken cancellationToken)
    {
        if (!VideoRules.HasNewerMetadata(Current))
            return Result.Ok;
        var version = Current.MetadataVersion;
        var live = Result<long>.Ok(Current.Sequence);
        if (Current.LiveGeneration > 0)
            live = await _effects.SetMetadataAsync(Current.Shard, Current, cancellationToken);
        if (!live.IsOk)
            return live.Error;
        var next = Current with { LiveMetadata = version, Sequence = Math.Max(Current.Sequence, live.Value) };
        if (next.Other is { LiveGeneration: > 0 } other)
        {
            var beside = await _effects.SetMetadataAsync(other.Shard, Current, cancellationToken);
            if (!beside.IsOk)
                return beside.Error;
            next = next with { Other = other with { LiveMetadata = version, Sequence = Math.Max(other.Sequence, beside.Value) } };
        }

        await WriteAsync(next, cancellationToken);
        return Result.Ok;
    }

    /// <summary>The job is the recorded intent: where the rest is cut short, the next host that leases it has it done.</summary>
    private async Task<Result> PrepareMetadataAsync(UpdateVideo request, VideoState next, CancellationToken cancellationToken) =>
        request.Metadata is not null && VideoRules.HasNewerMetadata(next)
            ? await _effects.EnqueueAsync(IngestPriority.Normal, cancellationToken)
            : Result.Ok;
}
