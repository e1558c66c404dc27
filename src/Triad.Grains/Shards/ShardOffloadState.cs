using Triad.Core.Indexing;
using Triad.Grains.Abstractions.Shards;

namespace Triad.Grains.Shards;

/// <summary>A shard's file in the media store, or on its way there or back.</summary>
[GenerateSerializer]
[Alias("triad.state.shard-offload")]
public sealed record ShardOffloadState
{
    /// <summary>How far it is.</summary>
    [Id(0)]
    public ShardPhase Phase { get; init; }

    /// <summary>The name of the blob.</summary>
    [Id(1)]
    public string Blob { get; init; } = string.Empty;

    /// <summary>Bytes of the file; 0 before it is stored.</summary>
    [Id(2)]
    public long Length { get; init; }

    /// <summary>Hash of the file; empty before it is stored.</summary>
    [Id(3)]
    public string Sha256 { get; init; } = string.Empty;

    /// <summary>Vectors in the file.</summary>
    [Id(4)]
    public long Vectors { get; init; }

    internal ShardFile File => new(Length, Sha256, Vectors);
}
