using System.Collections.Immutable;
using Triad.Core.Metadata;
using Triad.Grains.Abstractions.Retention;

namespace Triad.Grains.Abstractions.Videos;

/// <summary>What is to change of a video; null leaves a field as it is.</summary>
/// <param name="Name">For people.</param>
/// <param name="Retention">The video's own retention.</param>
[GenerateSerializer]
[Immutable]
[Alias("triad.videos.update-video")]
public sealed record UpdateVideo([property: Id(0)] string? Name, [property: Id(1)] RetentionChange? Retention)
{
    /// <summary>All of its metadata, in place of what it has.</summary>
    [Id(2)]
    public ImmutableDictionary<string, MetadataValue>? Metadata { get; init; }
}
