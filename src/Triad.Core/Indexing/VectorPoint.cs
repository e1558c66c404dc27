using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Indexing;

/// <summary>One stored vector: one representation of one segment.</summary>
/// <param name="Id">The point's id, see <see cref="PointId.Of"/>.</param>
/// <param name="Generation">The video's generation, from 1.</param>
/// <param name="Segment">The segment's index, from 0.</param>
/// <param name="Representation">The mask that was embedded.</param>
/// <param name="IsFull">True where the representation is the segment's full mask: the default target of searches.</param>
/// <param name="Vector">Unit length, of the shard's dimension.</param>
/// <param name="Subject">Video, span, mask and metadata: what filters look at and hits return.</param>
public sealed record VectorPoint(
    PointId Id,
    int Generation,
    int Segment,
    Modalities Representation,
    bool IsFull,
    ReadOnlyMemory<float> Vector,
    FilterSubject Subject);
