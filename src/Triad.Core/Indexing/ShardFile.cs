namespace Triad.Core.Indexing;

/// <summary>The file of a shard, as it was stored.</summary>
/// <param name="Length">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal SHA-256 of the content.</param>
/// <param name="Vectors">How many vectors it holds.</param>
public sealed record ShardFile(long Length, string Sha256, long Vectors);
