using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Indexing;
using Triad.Core.Modality;

namespace Triad.Vectors.Rows;

/// <summary>What a row stands for: a point without its vector.</summary>
internal sealed record RowInfo(
    PointId Id,
    int Generation,
    int Segment,
    Modalities Representation,
    bool IsFull,
    FilterSubject Subject)
{
    public static RowInfo Of(VectorPoint point) =>
        new(point.Id, point.Generation, point.Segment, point.Representation, point.IsFull, point.Subject);

    public VideoGeneration Video => new(Subject.Video, Generation);

    public VectorPoint With(ReadOnlyMemory<float> vector) =>
        new(Id, Generation, Segment, Representation, IsFull, vector, Subject);
}
