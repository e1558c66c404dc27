namespace Triad.Vectors.Qdrant.Shards;

/// <summary>
/// Keeps writers away from a shard while its tenant moves. It ends by itself, so that a mover that died stops nobody for ever.
/// </summary>
/// <param name="Holder">Who moves the tenant.</param>
/// <param name="Until">When it ends.</param>
internal sealed record ShardHold(string Holder, DateTimeOffset Until);
