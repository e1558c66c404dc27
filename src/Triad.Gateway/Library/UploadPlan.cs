using System.Collections.Immutable;
using Triad.Core.Identity;
using Triad.Core.LongInput;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Videos;

namespace Triad.Gateway.Library;

/// <summary>What an upload's header asks for, checked.</summary>
/// <param name="Video">The id of the video to be.</param>
/// <param name="RequestId">Makes a repeat harmless; empty for none.</param>
/// <param name="Name">For people.</param>
/// <param name="Size">Announced bytes, or null.</param>
/// <param name="Sha256">Announced hash in lower case, or null.</param>
/// <param name="Captions">The captions' bytes, or null.</param>
/// <param name="Metadata">The user's metadata.</param>
/// <param name="SegmentLength">Length of a segment, or null for the model package's own.</param>
/// <param name="LongInput">How the vectors of the whole video are made, or null for the model package's own way.</param>
/// <param name="Retention">How long it is kept, or null for as long as its tenant says.</param>
internal sealed record UploadPlan(
    VideoId Video,
    string RequestId,
    string Name,
    long? Size,
    string? Sha256,
    ReadOnlyMemory<byte>? Captions,
    ImmutableDictionary<string, MetadataValue> Metadata,
    TimeSpan? SegmentLength,
    LongInputStrategy? LongInput = null,
    TimeSpan? Retention = null);
