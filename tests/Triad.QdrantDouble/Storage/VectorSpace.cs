using Qdrant.Client.Grpc;

namespace Triad.Doubles.Storage;

/// <summary>A named vector of a collection: its size and how two of it are compared.</summary>
internal sealed record VectorSpace(string Name, Distance Distance, int Size, bool IsMulti, bool IsSparse, bool HasIdf)
{
    public static VectorSpace Of(string name, VectorParams settings) =>
        new(name, settings.Distance, (int)settings.Size, settings.MultivectorConfig is not null, IsSparse: false, HasIdf: false);

    public static VectorSpace Of(string name, SparseVectorParams settings) =>
        new(name, Distance.Dot, 0, IsMulti: false, IsSparse: true, settings is { HasModifier: true, Modifier: Modifier.Idf });

    /// <summary>Whether a larger score is the better one.</summary>
    public bool IsLargerBetter => Distance is not (Distance.Euclid or Distance.Manhattan);
}
