using Triad.Core.Indexing;

namespace Triad.Vectors.Qdrant.Searching;

/// <summary>A sample of the vectors of one representation.</summary>
/// <param name="Vectors">Each with the generation that it is of.</param>
/// <param name="IsAll">True where there are no others.</param>
/// <param name="Sequence">The shard's number before it was taken.</param>
/// <param name="TakenAt">When it was taken, as a time stamp.</param>
internal sealed record SampledVectors(IReadOnlyList<(VideoGeneration Video, float[] Vector)> Vectors, bool IsAll, long Sequence, long TakenAt)
{
    /// <summary>The memory that it takes.</summary>
    public long Bytes => Vectors.Sum(one => (long)one.Vector.Length * sizeof(float));
}
