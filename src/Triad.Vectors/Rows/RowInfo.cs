using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;

namespace Triad.Vectors.Rows;

/// <summary>What a row stands for: one vector of a point, without its floats.</summary>
internal sealed record RowInfo(
    PointId Id,
    int Generation,
    int Segment,
    Representation Representation,
    bool IsFull,
    FilterSubject Subject)
{
    public VideoGeneration Video => new(Subject.Video, Generation);

    public VectorHit ToHit(float score, ReadOnlyMemory<float> vector) =>
        new(Id, Generation, Segment, Representation.Name, Subject, score, vector);
}
