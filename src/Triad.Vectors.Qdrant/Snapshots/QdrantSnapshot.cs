namespace Triad.Vectors.Qdrant.Snapshots;

/// <summary>A snapshot of a collection.</summary>
/// <param name="Name">Its name on the server.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Created">When it was made, where the server says so.</param>
public sealed record QdrantSnapshot(string Name, long Bytes, DateTimeOffset? Created);
