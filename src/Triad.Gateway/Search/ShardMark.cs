namespace Triad.Gateway.Search;

/// <summary>What a token says about a shard.</summary>
/// <param name="Shard">The shard's number.</param>
/// <param name="Sequence">A sequence number of it.</param>
internal sealed record ShardMark(int Shard, long Sequence);
