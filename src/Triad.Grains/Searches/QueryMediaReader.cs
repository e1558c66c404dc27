using System.Collections.Immutable;
using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;
using Triad.Core.Embedding;
using Triad.Core.Errors;
using Triad.Core.Media;

namespace Triad.Grains.Searches;

/// <summary>Decodes the media of a query, as hostile as an upload's and within smaller limits.</summary>
internal sealed class QueryMediaReader(IMediaScratch scratch, IMediaDecoder decoder, IOptions<SearchOptions> options) : IDisposable
{
    private static readonly TimeSpan RetryHint = TimeSpan.FromSeconds(1);

    private readonly ConcurrencyLimiter _slots = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = options.Value.ConcurrentQueryMedia,
        QueueLimit = options.Value.MaxWaitingQueryMedia,
    });

    /// <summary>Frames, sound or both, the whole clip as one segment.</summary>
    public async Task<Result<DecodedSegment>> ReadAsync(
        ImmutableArray<byte> bytes,
        MediaKind kind,
        ModelInfo model,
        CancellationToken cancellationToken)
    {
        if (bytes.IsEmpty)
            return new Error(ErrorReason.MediaEmpty, "The media of a query part is empty.", null, null, "Send the bytes of a media file.");
        using var slot = await _slots.AcquireAsync(1, cancellationToken);
        return slot.IsAcquired
            ? await DecodeAsync(bytes, kind, model, cancellationToken)
            : new Error(ErrorReason.QueueFull, "Too many queries with media wait to be decoded.", null, null, "Try again.", RetryHint);
    }

    public void Dispose() => _slots.Dispose();

    private async Task<Result<DecodedSegment>> DecodeAsync(
        ImmutableArray<byte> bytes,
        MediaKind kind,
        ModelInfo model,
        CancellationToken cancellationToken)
    {
        var held = await scratch.HoldAsync(bytes.AsMemory(), cancellationToken);
        if (!held.IsOk)
            return held.Error;
        await using var file = held.Value;
        var info = await decoder.ProbeAsync(file.Path, kind, cancellationToken);
        if (!info.IsOk)
            return info.Error;

        var longest = TimeSpan.FromSeconds(options.Value.MaxQueryMediaSeconds);
        var settings = model.Decode with { SegmentLength = longest, MaxDuration = longest };
        DecodedSegment? whole = null;
        await foreach (var item in decoder.DecodeAsync(file.Path, info.Value, kind, settings, cancellationToken))
        {
            if (!item.IsOk)
                return item.Error;
            whole ??= item.Value.Segment;
        }

        return whole is { Frames: null, Audio: null } or null
            ? new Error(ErrorReason.MediaEmpty, "The media of a query part has no frame and no sound.", null, null, "Send media that lasts longer than nothing.")
            : whole;
    }
}
