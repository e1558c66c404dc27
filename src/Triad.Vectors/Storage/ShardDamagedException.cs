namespace Triad.Vectors.Storage;

/// <summary>A shard's file is not what it should be: foreign, of a newer layout, or damaged.</summary>
internal sealed class ShardDamagedException(string message) : Exception(message);
