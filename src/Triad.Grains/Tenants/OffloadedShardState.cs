namespace Triad.Grains.Tenants;

/// <summary>A shard of a tenant whose file is in the media store.</summary>
[GenerateSerializer]
[Alias("triad.state.offloaded-shard")]
public sealed record OffloadedShardState
{
    /// <summary>The shard's number.</summary>
    [Id(0)]
    public int Shard { get; init; }

    /// <summary>Bytes of the file.</summary>
    [Id(1)]
    public long Bytes { get; init; }
}
