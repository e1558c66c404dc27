using Triad.Core.Filters;
using Triad.Core.Identity;
using Triad.Core.Modality;

namespace Triad.Core.Indexing;

/// <summary>One stored vector: one representation of one segment, or of a whole video.</summary>
/// <param name="Id">The point's id, see <see cref="PointId.Of"/>.</param>
/// <param name="Generation">The video's generation, from 1.</param>
/// <param name="Segment">The segment's index, from 0, or <see cref="WholeVideo"/>.</param>
/// <param name="Representation">The mask that was embedded.</param>
/// <param name="IsFull">True where the representation is the full mask of its segment or video: the default target of searches.</param>
/// <param name="Vector">Unit length, of the shard's dimension.</param>
/// <param name="Subject">Video, span, mask and metadata: what filters look at and hits return.</param>
public sealed record VectorPoint(
    PointId Id,
    int Generation,
    int Segment,
    Modalities Representation,
    bool IsFull,
    ReadOnlyMemory<float> Vector,
    FilterSubject Subject)
{
    /// <summary>Stands in place of a segment's index for the vectors of a whole video.</summary>
    public const int WholeVideo = -1;

    /// <summary>What the vector stands for.</summary>
    public VectorLevel Level => LevelOf(Segment);

    /// <summary>What a vector with this segment index stands for.</summary>
    public static VectorLevel LevelOf(int segment) => segment == WholeVideo ? VectorLevel.Video : VectorLevel.Segment;
}
