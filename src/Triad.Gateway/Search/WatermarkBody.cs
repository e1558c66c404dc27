namespace Triad.Gateway.Search;

/// <summary>What a watermark carries.</summary>
/// <param name="MapVersion">The version of the tenant's shard map; 0 where it was not at hand.</param>
/// <param name="Marks">What must be seen of the shards.</param>
internal sealed record WatermarkBody(long MapVersion, IReadOnlyList<ShardMark> Marks);
