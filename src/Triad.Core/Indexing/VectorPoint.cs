using System.Collections.Immutable;
using Triad.Core.Filters;

namespace Triad.Core.Indexing;

/// <summary>One stored segment, or whole video, with its named vectors.</summary>
/// <param name="Generation">The video's generation, from 1.</param>
/// <param name="Segment">The segment's index, from 0, or <see cref="WholeVideo"/>.</param>
/// <param name="Subject">Video, span, mask and metadata: what filters look at and hits return.</param>
/// <param name="Vectors">One for each representation that it has; one without any is stored as nothing.</param>
public sealed record VectorPoint(int Generation, int Segment, FilterSubject Subject, ImmutableArray<NamedVector> Vectors)
{
    /// <summary>Stands in place of a segment's index for the vectors of a whole video.</summary>
    public const int WholeVideo = -1;

    /// <summary>What the point stands for.</summary>
    public VectorLevel Level => LevelOf(Segment);

    /// <summary>What a point with this segment index stands for.</summary>
    public static VectorLevel LevelOf(int segment) => segment == WholeVideo ? VectorLevel.Video : VectorLevel.Segment;
}
