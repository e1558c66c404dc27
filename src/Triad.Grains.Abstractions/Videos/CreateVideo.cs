using System.Collections.Immutable;
using Triad.Core.LongInput;
using Triad.Core.Metadata;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>A video whose bytes are durable in the media store.</summary>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="Name">The file's name, for people.</param>
/// <param name="SourceBlob">The media store's name of the bytes.</param>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal hash of the bytes.</param>
/// <param name="CaptionsBlob">The media store's name of the captions, or null.</param>
/// <param name="Metadata">The user's metadata.</param>
/// <param name="SegmentLength">Length of a segment; null for the model's own.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.create-video")]
public sealed record CreateVideo(
    [property: Id(0)] string RequestId,
    [property: Id(1)] string Name,
    [property: Id(2)] string SourceBlob,
    [property: Id(3)] long Length,
    [property: Id(4)] string Sha256,
    [property: Id(5)] string? CaptionsBlob,
    [property: Id(6)] ImmutableDictionary<string, MetadataValue> Metadata,
    [property: Id(7)] TimeSpan? SegmentLength)
{
    /// <summary>How the vector of the whole video is made; null for the model's own way.</summary>
    [Id(8)]
    public LongInputStrategy? LongInput { get; init; }

    /// <summary>How long it is kept after its creation; null for as long as its tenant says.</summary>
    [Id(30)]
    public TimeSpan? Retention { get; init; }
}
